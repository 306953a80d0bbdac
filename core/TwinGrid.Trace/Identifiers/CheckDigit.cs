namespace TwinGrid.Trace.Identifiers;

/// <summary>The modulo-10 check digit of GS1 keys: weights 3, 1, 3, … from the right; GS1 General Specifications section 7.9.1.</summary>
public static class CheckDigit
{
    /// <summary>The digit that completes a key.</summary>
    /// <param name="digits">The key without its check digit, digits alone.</param>
    /// <returns>'0' to '9'.</returns>
    /// <exception cref="EpcException">There is something other than a digit.</exception>
    public static char Of(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[i]))
            {
                throw new EpcException("key", "digits", $"{digits[i]} in {digits}");
            }

            sum += (digits[i] - '0') * (((digits.Length - i) & 1) == 1 ? 3 : 1);
        }

        return (char)('0' + (10 - sum % 10) % 10);
    }
}
