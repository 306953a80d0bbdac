using System.Text.Json;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Schema;
using TwinGrid.Trace.Tests.Identifiers;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>
/// Random messages of LLRP 1.0.1 encoded by the npm package llrpjs, from the values alone, give our bytes and read back to our values.
/// Only its encoder is asked: its decoder lets an extension of a vendor swallow the rest of the message.
/// </summary>
public class LlrpJsTests
{
    private const string Package = "llrpjs@1.0.1";
    private const int Seeds = 12;

    private const string Known = "Object.keys(p.LLRPCore)";

    /// <summary>Parameters in which LLRP 1.1 gave a meaning to bits that 1.0.1, and so it, reserves.</summary>
    private static readonly string[] Widened = ["C1G2LLRPCapabilities", "C1G2EPCMemorySelector", "C1G2TagInventoryStateAwareSingulationAction"];

    [Fact]
    public async Task Messages_that_it_encodes_from_our_values_are_our_bytes()
    {
        string[] names = [.. (await NodePackage.AskAsync(Package, Known, [""]))[0].EnumerateArray().Select(name => name.GetString()!)];
        HashSet<string> known = [.. names.Except(Widened)];
        LlrpMessage[] messages =
            [.. LlrpSchema.Standard.All.Where(each => each is { IsMessage: true, Vendor: null } && known.Contains(each.Name))
                .SelectMany(each => Enumerable.Range(0, Seeds).Select(seed => AnyLlrp.Message(each.Name, seed, extensions: false, known.Contains).InVersion(LlrpHeader.Version101)))];
        Assert.True(messages.Select(message => message.Type).Distinct().Count() > 35);
        JsonElement[] theirs = await NodePackage.AskAsync(
            Package, "encode(v)", [.. messages.Select(Values)],
            """
            const revive = v => v && typeof v === 'object' ? ('big' in v ? BigInt(v.big) : Array.isArray(v) ? v.map(revive)
              : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, revive(x)]))) : v;
            const encode = v => new p.LLRPCore[v.type]({ id: v.id, type: v.type, data: revive(v.data) }).encode().getBuffer().toString('hex').toUpperCase();
            """);
        for (int i = 0; i < messages.Length; i++)
        {
            Assert.True(theirs[i].ValueKind == JsonValueKind.String, $"it refuses {messages[i]}");
            byte[] bytes = Convert.FromHexString(theirs[i].GetString()!);
            Assert.Equal(messages[i], LlrpCodec.Decode(bytes));
            Assert.Equal(theirs[i].GetString(), Convert.ToHexString(LlrpCodec.Encode(messages[i])));
        }
    }

    private static Dictionary<string, object> Values(LlrpMessage message) => new() { ["id"] = message.Id, ["type"] = message.Name, ["data"] = Data(message) };

    private static Dictionary<string, object> Data(LlrpElement element)
    {
        var data = new Dictionary<string, object>();
        for (int i = 0; i < element.Values.Length; i++)
        {
            LlrpField field = element.Definition!.Fields[i];
            if (field.Kind != LlrpFieldKind.Reserved)
            {
                data[field.Name] = Value(field, element.Values[i]);
            }
        }

        foreach (IGrouping<string, LlrpParameter> group in element.Parameters.GroupBy(parameter => parameter.Name))
        {
            data[group.Key] = group.Select(Data).ToArray();
        }

        return data;
    }

    private static object Value(LlrpField field, LlrpValue value) => field.Kind switch
    {
        LlrpFieldKind.Natural when field.Bits == 64 => new Dictionary<string, string> { ["big"] = $"{(ulong)value.Number}" },
        LlrpFieldKind.Natural or LlrpFieldKind.TwosComplement => value.Number,
        LlrpFieldKind.Text => value.Text,
        LlrpFieldKind.WordVector => value.Words.ToArray(),
        LlrpFieldKind.LongVector => value.Longs.ToArray(),
        _ => value.Bytes.ToArray().Select(each => (int)each).ToArray(),
    };
}
