using System.Text;

namespace TwinGrid.Adapters.Loggers;

/// <summary>The lines of a text file in whichever encoding it was written.</summary>
internal static class LoggerText
{
    private const int LargestFile = 64 << 20;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file: UTF-8 or UTF-16 by its byte-order mark, UTF-8 without one, Latin-1 where the bytes are no UTF-8.</summary>
    /// <exception cref="BadInputException">It can't be read, is too large, or is no text.</exception>
    public static IReadOnlyList<string> Lines(string path)
    {
        using FileStream file = InputFile.Open(path);
        if (file.Length > LargestFile)
        {
            throw new BadInputException(path, 0, $"an export of at most {LargestFile} bytes", $"{file.Length} bytes");
        }

        byte[] bytes = new byte[file.Length];
        try
        {
            file.ReadExactly(bytes);
        }
        catch (IOException fault)
        {
            throw new BadInputException(path, 0, "a file that can be read to its end", fault.Message, fault);
        }

        string[] lines = Decode(path, bytes).ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int control = lines[i].AsSpan().IndexOfAnyInRange('\u0000', '\u0008');
            if (control >= 0)
            {
                throw new BadInputException(path, i + 1, "text", $"a byte of value {(int)lines[i][control]}");
            }
        }

        return lines;
    }

    private static string Decode(string path, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            if (bytes.Length % 2 != 0)
            {
                throw new BadInputException(path, 0, "whole characters of two bytes, as the byte-order mark says", $"{bytes.Length} bytes");
            }

            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes.AsSpan(2));
        }

        ReadOnlySpan<byte> text = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes;
        if (text is [_, 0, ..] or [0, _, ..])
        {
            throw new BadInputException(path, 1, "UTF-8, or UTF-16 with its byte-order mark", "two-byte characters without a mark");
        }

        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            // Old readers write the degree sign as one byte.
            return Encoding.Latin1.GetString(text);
        }
    }
}
