using System.Buffers.Binary;
using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>Decodes a message by the table of the standard.</summary>
internal static class LlrpDecoder
{
    private const int LongHeader = 4, LeastLongType = 128, ShortFlag = 0x80;

    public static LlrpMessage Decode(ReadOnlySpan<byte> message)
    {
        LlrpHeader header = LlrpHeader.Read(message);
        if (header.Length != message.Length)
        {
            throw LlrpReader.Refusal(2, "message header", $"the {header.Length} bytes that its length says", $"{message.Length}");
        }

        var reader = new LlrpReader(message);
        reader.Take(LlrpHeader.Size, "message", "header");
        LlrpDefinition? definition = LlrpSchema.Standard.FindMessage(header.Type);
        if (header.Type == LlrpDefinition.CustomType)
        {
            return Extension(ref reader, header) ?? Known(ref reader, header, definition!);
        }

        return definition is not null
            ? Known(ref reader, header, definition)
            : new LlrpMessage(header, null, [], [], reader.Take(reader.Left, "message", string.Empty).ToArray());
    }

    private static LlrpMessage Known(ref LlrpReader reader, LlrpHeader header, LlrpDefinition definition)
    {
        ImmutableArray<LlrpValue> values = Fields(ref reader, definition);
        return new LlrpMessage(header with { Length = 0 }, definition, values, Inside(ref reader, definition, 0), default);
    }

    // | ... | 32 bits vendor | 8 bits subtype | ... |
    private static LlrpMessage? Extension(ref LlrpReader reader, LlrpHeader header)
    {
        int start = reader.At, end = reader.End;
        if (reader.Left >= 5)
        {
            uint vendor = (uint)reader.Number(32, string.Empty, string.Empty), subtype = (uint)reader.Number(8, string.Empty, string.Empty);
            if (LlrpSchema.Standard.FindCustomMessage(vendor, subtype) is { } definition)
            {
                try
                {
                    return Known(ref reader, header, definition);
                }
                catch (FormatException)
                {
                    // A vendor may have changed its extension since; its bytes are kept as those of an unknown one.
                }
            }
        }

        reader.Return(start, end);
        return null;
    }

    private static ImmutableArray<LlrpValue> Fields(ref LlrpReader reader, LlrpDefinition definition)
    {
        if (definition.Fields.IsEmpty)
        {
            return [];
        }

        ImmutableArray<LlrpValue>.Builder values = ImmutableArray.CreateBuilder<LlrpValue>(definition.Fields.Length);
        foreach (LlrpField field in definition.Fields)
        {
            values.Add(reader.Field(field, definition.Name));
        }

        return values.MoveToImmutable();
    }

    private static ImmutableArray<LlrpParameter> Inside(ref LlrpReader reader, LlrpDefinition owner, int depth)
    {
        if (reader.Left == 0)
        {
            return [];
        }

        if (owner.Slots.IsEmpty)
        {
            throw LlrpReader.Refusal(reader.At, owner.Name, "its end", $"{reader.Left} bytes more");
        }

        if (depth == LlrpCodec.MostDepth)
        {
            throw LlrpReader.Refusal(reader.At, owner.Name, $"parameters at most {LlrpCodec.MostDepth} deep", "deeper ones");
        }

        ImmutableArray<LlrpParameter>.Builder parameters = ImmutableArray.CreateBuilder<LlrpParameter>();
        while (reader.Left > 0)
        {
            parameters.Add((reader.Next & ShortFlag) != 0 ? Short(ref reader) : Long(ref reader, owner, depth));
        }

        return parameters.DrainToImmutable();
    }

    // | 1 | 7 bits type | as many bytes as the type has |
    private static LlrpParameter Short(ref LlrpReader reader)
    {
        int type = reader.Take(1, string.Empty, string.Empty)[0] & ~ShortFlag;
        // Nothing says how long an unknown one is: it takes all that is left.
        return LlrpSchema.Standard.FindParameter(type) is { } definition
            ? new LlrpParameter(definition, type, Fields(ref reader, definition), [], default, 0)
            : new LlrpParameter(null, type, [], [], reader.Take(reader.Left, string.Empty, string.Empty).ToArray(), 0);
    }

    // | 0 | 5 bits reserved | 10 bits type | 16 bits length with these four bytes | fields | parameters |
    private static LlrpParameter Long(ref LlrpReader reader, LlrpDefinition owner, int depth)
    {
        int start = reader.At, outerEnd = reader.End;
        ReadOnlySpan<byte> header = reader.Take(LongHeader, owner.Name, "header of a parameter");
        int first = BinaryPrimitives.ReadUInt16BigEndian(header), length = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        int type = first & 0x3FF, reserved = first >> 10;
        LlrpDefinition? definition = LlrpSchema.Standard.FindParameter(type);
        string name = definition?.Name ?? $"parameter type {type}";
        if (type < LeastLongType)
        {
            throw LlrpReader.Refusal(start, owner.Name, $"a parameter type of {LeastLongType} or more", $"{type}");
        }

        if (length < LongHeader || length > outerEnd - start)
        {
            throw LlrpReader.Refusal(start + 2, name, $"a length of {LongHeader} to {outerEnd - start}", $"{length}");
        }

        reader.End = start + length;
        LlrpParameter parameter =
            definition is null ? new LlrpParameter(null, type, [], [], reader.Take(reader.Left, name, string.Empty).ToArray(), reserved)
            : (type == LlrpDefinition.CustomType ? Extension(ref reader, reserved, depth) : null) ?? Known(ref reader, definition, reserved, depth);
        reader.End = outerEnd;
        return parameter;
    }

    private static LlrpParameter Known(ref LlrpReader reader, LlrpDefinition definition, int reserved, int depth)
    {
        ImmutableArray<LlrpValue> values = Fields(ref reader, definition);
        return new LlrpParameter(definition, definition.Type, values, Inside(ref reader, definition, depth + 1), default, reserved);
    }

    // | ... | 32 bits vendor | 32 bits subtype | ... |
    private static LlrpParameter? Extension(ref LlrpReader reader, int reserved, int depth)
    {
        int start = reader.At, end = reader.End;
        if (reader.Left >= 8)
        {
            uint vendor = (uint)reader.Number(32, string.Empty, string.Empty), subtype = (uint)reader.Number(32, string.Empty, string.Empty);
            if (LlrpSchema.Standard.FindCustom(vendor, subtype) is { } definition)
            {
                try
                {
                    return Known(ref reader, definition, reserved, depth);
                }
                catch (FormatException)
                {
                    // A vendor may have changed its extension since; its bytes are kept as those of an unknown one.
                }
            }
        }

        reader.Return(start, end);
        return null;
    }
}
