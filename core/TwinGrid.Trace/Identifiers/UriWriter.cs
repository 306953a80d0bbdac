using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Writes a URN into a buffer of the caller's, with the escapes of TDS table A-1.</summary>
internal ref struct UriWriter(Span<char> buffer)
{
    /// <summary>Characters that hold the URN of any identity, every character of reference and serial escaped.</summary>
    public const int Capacity = 256;

    private readonly Span<char> _buffer = buffer;
    private int _length;

    /// <summary>Appends text as it stands.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    /// <summary>Appends company prefix, reference and, where there is one, serial, with dots between.</summary>
    public void AppendFields(ReadOnlySpan<char> prefix, ReadOnlySpan<char> reference, ReadOnlySpan<char> serial, bool hasSerial)
    {
        Append(prefix);
        Append(".");
        AppendEscaped(reference);
        if (hasSerial)
        {
            Append(".");
            AppendEscaped(serial);
        }
    }

    /// <summary>The text so far.</summary>
    public override readonly string ToString() => new(_buffer[.._length]);

    /// <summary>Text of a field without its escapes.</summary>
    /// <exception cref="EpcException">An escape is broken or not where the standard has one, or a character should be escaped.</exception>
    public static string Unescape(string text, string place)
    {
        Span<char> plain = stackalloc char[text.Length <= Capacity ? text.Length : throw new EpcException(place, "a short text", $"{text.Length} characters")];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '%')
            {
                ReadOnlySpan<char> digits = text.AsSpan(i + 1, Math.Min(2, text.Length - i - 1));
                if (digits.Length < 2 || !byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
                {
                    throw new EpcException(place, "two hexadecimal digits behind %", digits.IsEmpty ? "nothing" : digits.ToString());
                }

                letter = (char)code;
                i += 2;
                if (!Characters.IsEscaped(letter))
                {
                    string expected = char.IsBetween(letter, '!', '~') ? $"{letter} written plainly" : "an escape of one of \"#%&/<>?";
                    throw new EpcException(place, expected, $"%{digits}");
                }
            }
            else if (Characters.IsEscaped(letter))
            {
                throw new EpcException(place, $"{letter} escaped as %{(int)letter:X2}", $"{letter} in {text}");
            }

            plain[length++] = letter;
        }

        return new string(plain[..length]);
    }

    private void AppendEscaped(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (Characters.IsEscaped(letter))
            {
                _buffer[_length++] = '%';
                ((int)letter).TryFormat(_buffer[_length..], out int written, "X2", CultureInfo.InvariantCulture);
                _length += written;
            }
            else
            {
                _buffer[_length++] = letter;
            }
        }
    }
}
