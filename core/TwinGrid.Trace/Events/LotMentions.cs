using System.Collections.Immutable;
using System.Text.Json;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events;

/// <summary>The lots of things that an event made, said by the ilmd's lotNumber: EPCIS has no field for them, recalls need them.</summary>
internal static class LotMentions
{
    private const string GtinPrefix = DigitalLink.CanonicalStem + "/01/";
    private const string SerialMark = "/21/";
    private const int GtinLength = 14;
    private const int LongestLot = 20;

    /// <summary>The lot that an ilmd names, whatever the prefix; null for none or one that no link could hold.</summary>
    public static string? LotOf(JsonElement ilmd)
    {
        foreach (JsonProperty member in ilmd.EnumerateObject())
        {
            bool isLot = member.Name is [.., ':' or '/' or '#', 'l', 'o', 't', 'N', 'u', 'm', 'b', 'e', 'r'];
            if (isLot && member.Value.ValueKind == JsonValueKind.String)
            {
                string lot = member.Value.GetString()!;
                return lot.Length is > 0 and <= LongestLot && lot.All(letter => Characters.Has(CharacterSet.Ai82, letter)) ? lot : null;
            }
        }

        return null;
    }

    /// <summary>Adds a mention of the lot for each GTIN of the things that came into being.</summary>
    public static void Add(ImmutableArray<EpcMention>.Builder mentions, string? lot)
    {
        if (lot is null)
        {
            return;
        }

        var gtins = new List<string>();
        foreach (EpcMention mention in mentions)
        {
            string epc = mention.Epc;
            bool isSerial = epc.StartsWith(GtinPrefix, StringComparison.Ordinal)
                && epc.AsSpan(GtinPrefix.Length + GtinLength).StartsWith(SerialMark, StringComparison.Ordinal);
            if (mention.Role is EpcRole.Epc or EpcRole.Output && isSerial)
            {
                gtins.Add(epc.Substring(GtinPrefix.Length, GtinLength));
            }
        }

        foreach (string gtin in gtins.Distinct())
        {
            string epc = new DigitalLink(DigitalLink.CanonicalStem, [new("01", gtin), new("10", lot)], "").ToString();
            mentions.Add(new EpcMention(EpcRole.Lot, epc));
        }
    }
}
