using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Readers;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Tags and trade items as people write them, to the names of their twins.</summary>
internal static class TagText
{
    private const string PatternUri = "urn:epc:idpat:", IdentityUri = "urn:epc:id:";
    private const int ShortestMemory = 16, GtinLength = 14;

    /// <summary>Name of the twin of a tag: EPC memory in hexadecimal and EPCs in any form become what adapters call them; a name stays.</summary>
    public static string NameOf(string text)
    {
        bool isMemory = text.Length >= ShortestMemory && text.Length % 4 == 0 && text.All(char.IsAsciiHexDigit);
        if (isMemory)
        {
            return TagNames.NameOf(text);
        }

        bool isEpc = text.StartsWith("urn:epc:", StringComparison.OrdinalIgnoreCase) || text.StartsWith('(') || text.Contains("://", StringComparison.Ordinal);
        return isEpc && Identity(text) is { } name ? name : text;
    }

    /// <summary>Everything with a GTIN; null, with a fault, for what is none.</summary>
    public static NamePattern? TradeItem(ConfigPlace place)
    {
        string? digits = place.Text(GtinLength);
        if (digits is null)
        {
            return null;
        }

        string whole = digits.PadLeft(GtinLength, '0');
        if (digits.Length is not (8 or 12 or 13 or 14) || !digits.All(char.IsAsciiDigit))
        {
            place.Refuse("a GTIN of 8, 12, 13 or 14 digits");
            return null;
        }

        if (CheckDigit.Of(whole.AsSpan(0, GtinLength - 1)) is char expected && whole[^1] != expected)
        {
            place.Refuse($"a GTIN whose check digit is {expected}");
            return null;
        }

        return new NamePattern($"01:{whole}", IsWhole: false);
    }

    /// <summary>An EPC pattern; null, with a fault, for what is none.</summary>
    public static NamePattern? PatternOf(ConfigPlace place)
    {
        if (place.Text() is not { } text)
        {
            return null;
        }

        if (text.StartsWith(PatternUri, StringComparison.OrdinalIgnoreCase))
        {
            // A serial of one digit stands for any: what comes before it in the name is what all have in common.
            string? one = text.EndsWith(".*", StringComparison.Ordinal) ? Identity(IdentityUri + text[PatternUri.Length..^1] + "1") : null;
            if (one is not null && one.EndsWith('1'))
            {
                return new NamePattern(one[..^1], IsWhole: false);
            }

            place.Refuse("a pattern such as urn:epc:idpat:sgtin:0614141.812345.*, with * for the serial alone");
            return null;
        }

        int star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return new NamePattern(NameOf(text), IsWhole: true);
        }

        if (star != text.Length - 1)
        {
            place.Refuse("* at the end alone");
            return null;
        }

        return new NamePattern(text[..star], IsWhole: false);
    }

    private static string? Identity(string text)
    {
        try
        {
            return TwinNames.OfEpc(DigitalLink.Format(EpcReading.Of(text, CompanyPrefixLengths.Always(EpcScheme.ShortestPrefix)).Identity));
        }
        catch (EpcException)
        {
            return null;
        }
    }
}
