using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>Any message that the table allows, made from a seed: random values in every field, random parameters in every place.</summary>
internal static class AnyLlrp
{
    private const int Deepest = 6, LongestVector = 5;
    private static readonly LlrpDefinition[] Impinj =
        [.. LlrpSchema.Standard.All.Where(each => each is { IsMessage: false, Vendor: not null })];

    public static Gen<LlrpMessage> Messages { get; } =
        from type in Gen.Elements(LlrpSchema.Standard.All.Where(each => each.IsMessage).ToArray())
        from seed in Gen.Choose(0, int.MaxValue)
        select Message(type.Name, seed);

    public static Gen<LlrpMessage> Reports { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Message("RO_ACCESS_REPORT", seed));

    /// <summary>A message of a type; without extensions of vendors where these are to be left out.</summary>
    public static LlrpMessage Message(string name, int seed, bool extensions = true, Func<string, bool>? allowed = null)
    {
        var random = new Random(seed);
        LlrpMessage message = LlrpMessage.Of(name, (uint)random.NextInt64(1L << 32)).InVersion((byte)random.Next(1, 3));
        return message.Set(Fields(message.Definition!, random)).With(Inside(message.Definition!, random, 0, extensions, allowed ?? (_ => true)));
    }

    private static LlrpParameter Parameter(string name, Random random, int depth, bool extensions, Func<string, bool> allowed)
    {
        LlrpParameter parameter = LlrpParameter.Of(name);
        return parameter.Set(Fields(parameter.Definition!, random)).With(Inside(parameter.Definition!, random, depth, extensions, allowed));
    }

    private static (string Field, LlrpValue Value)[] Fields(LlrpDefinition definition, Random random) =>
        [.. definition.Fields.Where(field => field.Kind != LlrpFieldKind.Reserved).Select(field => (field.Name, Value(field, random)))];

    private static LlrpParameter[] Inside(LlrpDefinition definition, Random random, int depth, bool extensions, Func<string, bool> allowed)
    {
        var parameters = new List<LlrpParameter>();
        foreach (LlrpSlot slot in definition.Slots)
        {
            string[] names = [.. slot.Names.Where(name => allowed(name) && (extensions || name != "Custom"))];
            int most = slot.Most == 1 ? 1 : slot.Least + 2;
            int count = names.Length == 0 ? 0 : depth >= Deepest || random.Next(3) == 0 ? slot.Least : random.Next(slot.Least, most + 1);
            // Those of one choice stand together by kind, which is how every encoder writes them.
            foreach (string name in Enumerable.Range(0, count).Select(_ => names[random.Next(names.Length)]).Order(StringComparer.Ordinal).ToArray())
            {
                parameters.Add(Parameter(name == "Custom" && random.Next(3) > 0 ? Impinj[random.Next(Impinj.Length)].Name : name, random, depth + 1, extensions, allowed));
            }
        }

        return [.. parameters];
    }

    private static LlrpValue Value(LlrpField field, Random random)
    {
        int count = random.Next(LongestVector);
        switch (field.Kind)
        {
            case LlrpFieldKind.Natural or LlrpFieldKind.Reserved:
                return field.Enumeration is { } names ? names.Values.Order().ElementAt(random.Next(names.Values.Count)) : Number(field.Bits, random);
            case LlrpFieldKind.TwosComplement:
                return Number(field.Bits, random) << (64 - field.Bits) >> (64 - field.Bits);
            case LlrpFieldKind.Fixed:
                return Bytes(field.Bits / 8, random);
            case LlrpFieldKind.BitVector:
                return LlrpValue.OfBits(Bytes(2 * count, random), 16 * count);
            case LlrpFieldKind.WordVector:
                return new LlrpValue([.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(1 << 16))]);
            case LlrpFieldKind.LongVector:
                return new LlrpValue([.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))]);
            case LlrpFieldKind.Text:
                return new string([.. Enumerable.Range(0, count).Select(_ => (char)random.Next('A', 'Z'))]);
            case LlrpFieldKind.ByteVector when field.Enumeration is not null:
                return Enumerable.Repeat((byte)1, count).ToArray();
            default:
                return Bytes(count, random);
        }
    }

    private static long Number(int bits, Random random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.NextBytes(bytes);
        return (long)(BitConverter.ToUInt64(bytes) >> (64 - bits));
    }

    private static byte[] Bytes(int count, Random random)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
