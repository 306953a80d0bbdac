using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>Fields to bits of a tag, by the tables; TDS section 14.3.</summary>
internal static class EpcEncoder
{
    /// <summary>EPC memory of an identity that the encoding holds, in hexadecimal, with zeros to a whole 16-bit word.</summary>
    public static string Encode(EpcEncoding encoding, int filter, EpcIdentity identity)
    {
        Span<ulong> words = stackalloc ulong[HexBits.Words];
        var bits = new BitWriter(words);
        int partition = EpcScheme.LongestPrefix - identity.CompanyPrefix.Length, prefixBits = EpcEncoding.PrefixBits[partition];
        bits.Put(encoding.Header, 8);
        bits.Put((ulong)filter, 3);
        bits.Put((ulong)partition, 3);
        bits.Put(Number(identity.CompanyPrefix), prefixBits);
        Put(ref bits, encoding.Reference, encoding.KeyBits - prefixBits, identity.Reference);
        if (encoding.Serial != FieldCoding.None)
        {
            Put(ref bits, encoding.Serial, encoding.SerialBits, identity.Serial!);
        }

        return HexBits.Write(words, encoding.Bits > 0 ? encoding.Bits : bits.Position);
    }

    /// <summary>What of an identity the encoding can't hold, or null when it holds all.</summary>
    public static EpcException? Fault(EpcEncoding encoding, EpcIdentity identity)
    {
        if (identity.Scheme != encoding.Scheme)
        {
            return new EpcException("tag scheme", $"one of {identity.Scheme.Name}", encoding.Name);
        }

        if (identity.IsPattern)
        {
            return new EpcException($"{encoding.Name} {encoding.Scheme.Serial!.Name}", "one", "the class of all");
        }

        int prefixDigits = identity.CompanyPrefix.Length;
        int prefixBits = EpcEncoding.PrefixBits[EpcScheme.LongestPrefix - prefixDigits];
        int digits = encoding.KeyDigits > 0 ? encoding.KeyDigits - prefixDigits : Decimals.MostDigits;
        return Fault(encoding, encoding.Scheme.Reference, encoding.Reference, encoding.KeyBits - prefixBits, digits, identity.Reference)
            ?? (encoding.Scheme.Serial is { } serial
                ? Fault(encoding, serial, encoding.Serial, encoding.SerialBits, Decimals.MostDigits, identity.Serial!)
                : null);
    }

    private static EpcException? Fault(EpcEncoding encoding, EpcField field, FieldCoding coding, int width, int digits, string text)
    {
        if (coding != FieldCoding.PlainNumber)
        {
            return null;
        }

        ulong limit = Math.Min(1ul << width, Decimals.PowerOfTen(digits));
        bool isPlain = text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (text.Length == 1 || text[0] != '0');
        return isPlain && Decimals.TryRead(text, out ulong value) && value < limit
            ? null
            : new EpcException(
                field.Place(encoding.Name),
                string.Create(CultureInfo.InvariantCulture, $"a number below {limit} without leading zeros"),
                text);
    }

    private static void Put(ref BitWriter bits, FieldCoding coding, int width, ReadOnlySpan<char> text)
    {
        int end = bits.Position + width;
        switch (coding)
        {
            case FieldCoding.SevenBit:
                PutLetters(ref bits, text, 7);
                bits.SkipTo(end);
                break;
            case FieldCoding.SixBit:
                PutLetters(ref bits, text, 6);
                bits.Put(0, 6);
                break;
            case FieldCoding.NumericString:
                bits.Put(Decimals.PowerOfTen(text.Length) + Number(text), width);
                break;
            default:
                bits.Put(Number(text), width);
                break;
        }
    }

    private static void PutLetters(ref BitWriter bits, ReadOnlySpan<char> text, int width)
    {
        foreach (char letter in text)
        {
            bits.Put(letter & ((1ul << width) - 1), width);
        }
    }

    private static ulong Number(ReadOnlySpan<char> digits)
    {
        Decimals.TryRead(digits, out ulong value);
        return value;
    }
}
