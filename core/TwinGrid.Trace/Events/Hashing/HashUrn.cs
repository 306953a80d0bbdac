using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events.Hashing;

/// <summary>Links of URNs whose schemes stand outside the table of identifiers, because no tag and no twin carries them.</summary>
internal static class HashUrn
{
    private const int GtinDigits = 13;
    private const int GsinDigits = 16;

    /// <summary>The link of a piece of an item, a unique product item, a consignment or a shipment; null for other URNs.</summary>
    public static string? Of(string urn)
    {
        string[] parts = urn.Split(':', 5);
        if (parts.Length < 5 || parts[2] is not ("id" or "idpat"))
        {
            return null;
        }

        string[] fields = parts[4].Split('.', parts[3] == "itip" ? 5 : 3);
        string? path = (parts[3], fields.Length) switch
        {
            ("itip", 5) when Gtin(fields) is { } gtin => $"/8006/{gtin}{fields[2]}{fields[3]}{Behind("21", fields[4])}",
            ("upui", 3) when Gtin(fields) is { } gtin => $"/01/{gtin}{Behind("235", fields[2])}",
            ("ginc", >= 2) => $"/401/{fields[0]}{Escape(parts[4][(fields[0].Length + 1)..])}",
            ("gsin", 2) when Digits(fields[0] + fields[1], GsinDigits) is { } key => $"/402/{key}",
            _ => null,
        };
        return path is null ? null : DigitalLink.CanonicalStem + path;
    }

    private static string? Gtin(string[] fields) =>
        fields[1].Length == 0 ? null : Digits(fields[1][..1] + fields[0] + fields[1][1..], GtinDigits);

    private static string? Digits(string digits, int count) =>
        digits.Length == count && !digits.AsSpan().ContainsAnyExceptInRange('0', '9') ? digits + CheckDigit.Of(digits) : null;

    private static string Behind(string ai, string serial) => serial == "*" ? "" : $"/{ai}/{Escape(serial)}";

    private static string Escape(string text)
    {
        foreach (char letter in "!()*+,:")
        {
            text = text.Replace(letter.ToString(), Uri.HexEscape(letter), StringComparison.Ordinal);
        }

        return text;
    }
}
