using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events.Hashing;

/// <summary>
/// Keys of GS1 in a digest: the canonical Digital Link of the finest level that they name, without query. Unlike the canonical form
/// of things it takes every key of the standard, and does not ask whether check digits are right.
/// </summary>
internal static class HashLink
{
    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["gtin"] = "01",
        ["itip"] = "8006",
        ["cpid"] = "8010",
        ["gln"] = "414",
        ["party"] = "417",
        ["gsrnp"] = "8017",
        ["gsrn"] = "8018",
        ["gcn"] = "255",
        ["sscc"] = "00",
        ["gdti"] = "253",
        ["ginc"] = "401",
        ["gsin"] = "402",
        ["grai"] = "8003",
        ["giai"] = "8004",
        ["cpv"] = "22",
        ["lot"] = "10",
        ["ser"] = "21",
    };

    /// <summary>Keys, the digits that their values begin with, the most characters behind them, and the qualifiers that say more, finest first.</summary>
    private static readonly (string Key, int Digits, int More, string[] Finer)[] Keys =
    [
        ("00", 18, 0, []), ("01", 14, 0, ["21", "10", "235"]), ("253", 13, 17, []), ("255", 13, 12, []), ("401", 0, 30, []),
        ("402", 17, 0, []), ("414", 13, 0, ["254"]), ("417", 13, 0, []), ("8003", 14, 16, []), ("8004", 0, 30, []),
        ("8006", 18, 0, ["21", "10"]), ("8010", 0, 30, ["8011"]), ("8017", 18, 0, []), ("8018", 18, 0, []),
    ];

    /// <summary>The canonical link of text that names a key; other text as it is.</summary>
    public static string Of(string text) =>
        text.StartsWith("urn:epc:", StringComparison.Ordinal) ? OfUrn(text)
        : text.StartsWith("https:", StringComparison.Ordinal) || text.StartsWith("http:", StringComparison.Ordinal) ? OfLink(text)
        : text;

    private static string OfUrn(string urn)
    {
        string link = HashUrn.Of(urn) ?? EpcTranslation.ToDigitalLink(urn);

        // GS1 Digital Link lists the characters to escape, and these are not of them.
        return link.Replace("%27", "'", StringComparison.Ordinal).Replace("%3B", ";", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal);
    }

    private static string OfLink(string uri)
    {
        int query = uri.IndexOf('?', StringComparison.Ordinal);
        string[] parts = (query < 0 ? uri : uri[..query]).TrimEnd('/').Split('/');
        for (int i = 3; i + 1 < parts.Length; i++)
        {
            string ai = ShortNames.GetValueOrDefault(parts[i], parts[i]);
            int row = Array.FindIndex(Keys, key => key.Key == ai);
            if (row >= 0 && Link(Keys[row], parts.AsSpan(i)) is { } link)
            {
                return link;
            }
        }

        return uri;
    }

    private static string? Link((string Key, int Digits, int More, string[] Finer) key, ReadOnlySpan<string> parts)
    {
        string value = key.Key == "01" && parts[1].Length is 8 or 12 or 13 ? parts[1].PadLeft(key.Digits, '0') : parts[1];
        bool isValue = value.Length >= Math.Max(key.Digits, 4) && value.Length <= key.Digits + key.More && IsPlain(value)
            && !value.AsSpan(0, Math.Max(key.Digits, 4)).ContainsAnyExceptInRange('0', '9');
        if (!isValue || parts.Length % 2 != 0)
        {
            return null;
        }

        string link = $"{DigitalLink.CanonicalStem}/{key.Key}/{value}";
        string? finest = null;
        int rank = int.MaxValue;
        for (int i = 2; i < parts.Length; i += 2)
        {
            string ai = ShortNames.GetValueOrDefault(parts[i], parts[i]);
            int place = Array.IndexOf(key.Finer, ai);
            if ((place < 0 && ai != "22") || !IsPlain(parts[i + 1]))
            {
                return null;
            }

            (finest, rank) = place >= 0 && place < rank ? ($"/{ai}/{parts[i + 1]}", place) : (finest, rank);
        }

        return link + finest;
    }

    private static bool IsPlain(string value) =>
        value.All(letter => char.IsAsciiLetterOrDigit(letter) || "\"'-.;<=>?_#".Contains(letter, StringComparison.Ordinal));
}
