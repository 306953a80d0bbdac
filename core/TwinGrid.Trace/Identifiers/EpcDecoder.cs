using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Bits of a tag to fields, by the tables; TDS section 14.4. Allocates nothing unless the bits are at fault.</summary>
internal static class EpcDecoder
{
    /// <summary>Reads EPC memory.</summary>
    /// <param name="hex">The EPC from its header on, in hexadecimal, with zeros to a whole digit, byte or 16-bit word.</param>
    /// <param name="text">At least <see cref="EpcFields.Capacity"/> characters, to which the fields will point.</param>
    /// <exception cref="EpcException">The bits break the standard.</exception>
    public static EpcFields Decode(ReadOnlySpan<char> hex, Span<char> text)
    {
        Span<ulong> words = stackalloc ulong[HexBits.Words];
        HexBits.Read(hex, words);
        var bits = new BitReader(words);
        EpcEncoding encoding = EpcEncodings.Of((byte)bits.Take(8));
        if (encoding.Bits > 0)
        {
            CheckLength(encoding, hex.Length, encoding.Bits);
        }

        int filter = (int)bits.Take(3), partition = (int)bits.Take(3);
        if (partition >= EpcEncoding.PrefixBits.Length)
        {
            throw new EpcException($"{encoding.Name} partition", "0 to 6", partition.ToString(CultureInfo.InvariantCulture));
        }

        int prefixDigits = EpcScheme.LongestPrefix - partition, prefixBits = EpcEncoding.PrefixBits[partition];
        int prefixEnd = Decimals.WritePadded(text, Take(ref bits, prefixBits, prefixDigits, encoding, null), prefixDigits);
        int referenceEnd = prefixEnd + TakeReference(ref bits, encoding, prefixDigits, prefixBits, text[prefixEnd..]);
        int serialEnd = referenceEnd + TakeSerial(ref bits, encoding, text[referenceEnd..]);
        if (encoding.Bits == 0)
        {
            CheckLength(encoding, hex.Length, bits.Position);
        }

        if (!bits.IsZeroFromHere())
        {
            throw NotZero(encoding.Name, bits.Position);
        }

        return new EpcFields
        {
            Encoding = encoding,
            Filter = filter,
            Prefix = text[..prefixEnd],
            Reference = text[prefixEnd..referenceEnd],
            Serial = text[referenceEnd..serialEnd],
        };
    }

    private static int TakeReference(ref BitReader bits, EpcEncoding encoding, int prefixDigits, int prefixBits, Span<char> text)
    {
        EpcScheme scheme = encoding.Scheme;
        int width = encoding.KeyBits - prefixBits, most = scheme.KeyLength - prefixDigits;
        switch (encoding.Reference)
        {
            case FieldCoding.PaddedNumber:
                return Decimals.WritePadded(text, Take(ref bits, width, most, encoding, scheme.Reference), most);
            case FieldCoding.PlainNumber:
                int digits = encoding.KeyDigits > 0 ? encoding.KeyDigits - prefixDigits : Decimals.MostDigits;
                return Decimals.Write(text, Take(ref bits, width, digits, encoding, scheme.Reference));
            case FieldCoding.SevenBit:
                return TakeSevenBit(ref bits, width, encoding.Name, scheme.Reference, most, text);
            default:
                return TakeSixBit(ref bits, encoding.Name, scheme.Reference, most, text);
        }
    }

    private static int TakeSerial(ref BitReader bits, EpcEncoding encoding, Span<char> text)
    {
        if (encoding.Serial == FieldCoding.None)
        {
            return 0;
        }

        EpcField field = encoding.Scheme.Serial!;
        if (encoding.Serial == FieldCoding.SevenBit)
        {
            return TakeSevenBit(ref bits, encoding.SerialBits, encoding.Name, field, field.MaximumLength, text);
        }

        if (encoding.Serial == FieldCoding.PlainNumber)
        {
            int most = field.Characters == CharacterSet.Digits ? field.MaximumLength : Decimals.MostDigits;
            return Decimals.Write(text, Take(ref bits, encoding.SerialBits, most, encoding, field));
        }

        ulong value = bits.Take(encoding.SerialBits);
        int written = Decimals.Write(text, value);
        if (text[0] != '1' || written < 2 || written > field.MaximumLength + 1)
        {
            throw new EpcException(
                field.Place(encoding.Name),
                string.Create(CultureInfo.InvariantCulture, $"a 1 and 1 to {field.MaximumLength} digits"),
                value.ToString(CultureInfo.InvariantCulture));
        }

        text[1..written].CopyTo(text);
        return written - 1;
    }

    /// <summary>A number of at most so many digits; no field stands for the company prefix.</summary>
    private static ulong Take(ref BitReader bits, int width, int digits, EpcEncoding encoding, EpcField? field)
    {
        ulong value = bits.Take(width);
        return value < Decimals.PowerOfTen(digits)
            ? value
            : throw new EpcException(
                field?.Place(encoding.Name) ?? $"{encoding.Name} company prefix",
                string.Create(CultureInfo.InvariantCulture, $"a number of at most {digits} digits"),
                value.ToString(CultureInfo.InvariantCulture));
    }

    private static int TakeSevenBit(ref BitReader bits, int width, string encoding, EpcField field, int most, Span<char> text)
    {
        int length = 0, end = bits.Position + width;
        while (bits.Position + 7 <= end && (char)bits.Take(7) is var letter and not '\0')
        {
            Append(letter, CharacterSet.Ai82, encoding, field, most, text, ref length);
        }

        while (bits.Position < end)
        {
            if (bits.Take(Math.Min(7, end - bits.Position)) != 0)
            {
                throw NotZero(field.Place(encoding), bits.Position);
            }
        }

        return length > 0 ? length : throw new EpcException(field.Place(encoding), "at least one character", "nothing");
    }

    private static int TakeSixBit(ref BitReader bits, string encoding, EpcField field, int most, Span<char> text)
    {
        int length = 0;
        while (bits.Take(6) is var low and not 0)
        {
            // Signs and digits are 0x20 to 0x3F and keep their low six bits; capital letters are 0x41 to 0x5A and lose a 0x40.
            Append((char)(low >= 0x20 ? low : low | 0x40), CharacterSet.Cpi39, encoding, field, most, text, ref length);
        }

        return length > 0 ? length : throw new EpcException(field.Place(encoding), "at least one character", "nothing");
    }

    private static void Append(char letter, CharacterSet set, string encoding, EpcField field, int most, Span<char> text, ref int length)
    {
        if (!Characters.Has(set, letter))
        {
            string found = char.IsControl(letter) ? string.Create(CultureInfo.InvariantCulture, $"code {(int)letter:X2}") : letter.ToString();
            throw new EpcException(field.Place(encoding), Characters.Describe(set), found);
        }

        if (length == most)
        {
            throw new EpcException(field.Place(encoding), string.Create(CultureInfo.InvariantCulture, $"at most {most} characters"), "more");
        }

        text[length++] = letter;
    }

    private static void CheckLength(EpcEncoding encoding, int digits, int bits)
    {
        int least = (bits + 3) / 4, most = (bits + 15) / 16 * 4;
        if (digits < least || digits > most)
        {
            string range = least == most ? $"{least}" : $"{least} to {most}";
            throw new EpcException(encoding.Name, $"{range} hexadecimal digits", digits.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static EpcException NotZero(string place, int position) =>
        new(place, string.Create(CultureInfo.InvariantCulture, $"zeros about and behind bit {position}"), "ones");
}
