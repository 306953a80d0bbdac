using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Whole numbers as digits.</summary>
internal static class Decimals
{
    /// <summary>Every number of so many digits fits into 64 bits.</summary>
    public const int MostDigits = 19;

    private static readonly ulong[] Powers =
        [.. Enumerable.Range(0, MostDigits + 1).Select(zeros => ulong.Parse("1" + new string('0', zeros), CultureInfo.InvariantCulture))];

    /// <summary>10 to the power of 0 to 19.</summary>
    public static ulong PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>Writes with leading zeros; answers the width.</summary>
    public static int WritePadded(Span<char> text, ulong value, int width)
    {
        for (int i = width - 1; i >= 0; i--)
        {
            (value, ulong digit) = Math.DivRem(value, 10);
            text[i] = (char)('0' + digit);
        }

        return width;
    }

    /// <summary>Writes without leading zeros; answers the count of digits.</summary>
    public static int Write(Span<char> text, ulong value)
    {
        value.TryFormat(text, out int written, default, CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Reads at most 19 digits; false when there are more, or none.</summary>
    public static bool TryRead(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        return digits.Length <= MostDigits && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
