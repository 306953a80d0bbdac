using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Hexadecimal digits of EPC memory to and from 64-bit words, first bit first.</summary>
internal static class HexBits
{
    /// <summary>Words of the longest EPC, 256 bits.</summary>
    public const int Words = 4;

    private const int DigitsOfWord = 16;

    /// <summary>Fills the words; bits behind the text are zero.</summary>
    /// <exception cref="EpcException">A character is no hexadecimal digit, or there are too few or too many.</exception>
    public static void Read(ReadOnlySpan<char> hex, Span<ulong> words)
    {
        if (hex.Length is < 4 or > Words * DigitsOfWord)
        {
            throw new EpcException("EPC", "4 to 64 hexadecimal digits", string.Create(CultureInfo.InvariantCulture, $"{hex.Length}"));
        }

        words.Clear();
        for (int i = 0; i < hex.Length; i++)
        {
            int nibble = Nibble(hex[i]);
            if (nibble < 0)
            {
                throw new EpcException(string.Create(CultureInfo.InvariantCulture, $"EPC digit {i + 1}"), "0 to 9 or A to F", hex[i].ToString());
            }

            words[i >> 4] |= (ulong)nibble << (60 - ((i & 15) << 2));
        }
    }

    /// <summary>The first <paramref name="bits"/> bits, with zeros to a whole 16-bit word of memory.</summary>
    public static string Write(ReadOnlySpan<ulong> words, int bits)
    {
        Span<char> hex = stackalloc char[(bits + 15) / 16 * 4];
        for (int i = 0; i < hex.Length; i++)
        {
            hex[i] = "0123456789ABCDEF"[(int)(words[i >> 4] >> (60 - ((i & 15) << 2))) & 15];
        }

        return new string(hex);
    }

    private static int Nibble(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };
}
