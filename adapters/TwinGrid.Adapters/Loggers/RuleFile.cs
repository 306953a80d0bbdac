using System.Text.Json;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>Reads rule sets from files, in JSON or YAML: the same keys and the same strictness.</summary>
public static class RuleFile
{
    private const int LargestFile = ConfigText.LargestText;

    /// <summary>Reads a rule set.</summary>
    /// <exception cref="BadInputException">It can't be understood; the message names file, JSON path, expected and found.</exception>
    public static RuleSet Read(string path) => ReadText(path).Rules;

    /// <summary>Reads a rule set and its text as JSON, which is what twins are told.</summary>
    /// <exception cref="BadInputException">It can't be understood; the message names file, JSON path, expected and found.</exception>
    public static (RuleSet Rules, byte[] Json) ReadText(string path)
    {
        using FileStream file = InputFile.Open(path);
        if (file.Length > LargestFile)
        {
            throw new BadInputException(path, 0, $"a rule file of at most {LargestFile} bytes", $"{file.Length} bytes");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return IsJson(bytes) ? OfJson(path, bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes) : OfYaml(path, bytes);
    }

    /// <summary>JSON here may hold comments as // and /* */, which YAML doesn't know.</summary>
    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> begin = (text.StartsWith("\uFEFF"u8) ? text[3..] : text).TrimStart(" \t\r\n"u8);
        return begin.Length > 0 && begin[0] is (byte)'{' or (byte)'/';
    }

    private static (RuleSet Rules, byte[] Json) OfJson(string path, byte[] json)
    {
        try
        {
            RuleSet rules = RuleJson.Read(json);
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return (rules, JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
        }
        catch (RuleFormatException fault)
        {
            throw new BadInputException(path, fault.Line, $"at {fault.Place} {fault.Expected}", fault.Found, fault);
        }
    }

    private static (RuleSet Rules, byte[] Json) OfYaml(string path, byte[] text)
    {
        var faults = new ConfigFaults(path);
        ConfigNode? root = ConfigText.Read(text, faults);
        if (faults.InOrder is [ConfigFault first, ..])
        {
            throw new BadInputException(path, first.Mark.Line, first.Expected, first.Found);
        }

        byte[] json = ConfigJson.Of(root!);
        try
        {
            return (RuleJson.Read(json), json);
        }
        catch (RuleFormatException fault)
        {
            throw new BadInputException(path, ConfigJson.Find(root!, fault.Place).Mark.Line, $"at {fault.Place} {fault.Expected}", fault.Found, fault);
        }
    }
}
