using System.Text;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Audit;

/// <summary>The file that seals are appended to, a line each, and the key that they are signed with.</summary>
public static class SealFile
{
    /// <summary>Environment variable with the key's text.</summary>
    public const string KeyVariable = "TWINGRID_AUDIT_KEY";

    /// <summary>Name of the file in a silo's data folder.</summary>
    public const string Name = "audit-seals.jsonl";

    /// <summary>The key in a file, or in <see cref="KeyVariable"/>; white space at its ends doesn't count. Empty without either.</summary>
    /// <param name="file">The file; null for the variable.</param>
    /// <exception cref="InvalidDataException">The key is too short.</exception>
    public static byte[] ReadKey(string? file)
    {
        byte[] key = Encoding.UTF8.GetBytes((file is null ? Environment.GetEnvironmentVariable(KeyVariable) ?? "" : File.ReadAllText(file)).Trim());
        return (key.Length == 0 && file is null) || key.Length >= AuditSeal.ShortestKey
            ? key
            : throw new InvalidDataException($"audit key {file ?? KeyVariable}: expected at least {AuditSeal.ShortestKey} bytes, found {key.Length}");
    }

    /// <summary>All seals, oldest first; none when there is no file. A last line without its end was never written whole and doesn't count.</summary>
    /// <exception cref="InvalidDataException">A line is no seal; the message names it.</exception>
    public static IReadOnlyList<AuditSeal> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        string[] lines = File.ReadAllText(file).Split('\n');
        var seals = new List<AuditSeal>(lines.Length);
        for (int i = 0; i < lines.Length - 1; i++)
        {
            try
            {
                seals.Add(AuditSeal.Parse(lines[i]));
            }
            catch (InvalidDataException fault)
            {
                throw new InvalidDataException($"{file}, line {i + 1}: {fault.Message}", fault);
            }
        }

        return seals;
    }

    /// <summary>Appends a seal behind the last whole line; on the disk on return.</summary>
    public static void Append(string file, AuditSeal seal)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.Position = WholeLines(stream);
        stream.SetLength(stream.Position);
        stream.Write(Encoding.UTF8.GetBytes(seal.ToLine() + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Length of the file up to its last end of a line.</summary>
    private static long WholeLines(FileStream stream)
    {
        for (long length = stream.Length; length > 0; length--)
        {
            stream.Position = length - 1;
            if (stream.ReadByte() == '\n')
            {
                return length;
            }
        }

        return 0;
    }
}
