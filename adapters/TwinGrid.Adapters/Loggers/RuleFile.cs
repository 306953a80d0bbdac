using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>Reads rule sets from files.</summary>
public static class RuleFile
{
    private const int LargestFile = 1 << 20;

    /// <summary>Reads a rule set.</summary>
    /// <exception cref="BadInputException">It can't be understood; the message names file, JSON path, expected and found.</exception>
    public static RuleSet Read(string path)
    {
        using FileStream file = InputFile.Open(path);
        if (file.Length > LargestFile)
        {
            throw new BadInputException(path, 0, $"a rule file of at most {LargestFile} bytes", $"{file.Length} bytes");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        try
        {
            return RuleJson.Read(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes);
        }
        catch (RuleFormatException fault)
        {
            throw new BadInputException(path, fault.Line, $"at {fault.Place} {fault.Expected}", fault.Found, fault);
        }
    }
}
