using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>What an event mentions, as it is kept beside the event: names by their numbers.</summary>
/// <remarks>
/// For each mention one byte — role in the low four bits, then whether a quantity (0x10) and a unit (0x20) follow —, the number of the
/// EPC, the quantity as a decimal, the number of the unit; numbers seven bits a byte.
/// </remarks>
internal static class MentionCode
{
    private const int RoleBits = 0x0F, HasQuantity = 0x10, HasUnit = 0x20;

    /// <summary>Packs mentions.</summary>
    public static byte[] Encode(ReadOnlySpan<NumberedMention> mentions)
    {
        using var bytes = new MemoryStream(mentions.Length * 8);
        using var writer = new BinaryWriter(bytes);
        foreach (NumberedMention mention in mentions)
        {
            writer.Write((byte)((int)mention.Role | (mention.Quantity is null ? 0 : HasQuantity) | (mention.Unit is null ? 0 : HasUnit)));
            writer.Write7BitEncodedInt64(mention.Epc);
            if (mention.Quantity is { } quantity)
            {
                writer.Write(quantity);
            }

            if (mention.Unit is { } unit)
            {
                writer.Write7BitEncodedInt64(unit);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Unpacks mentions, names still by their numbers.</summary>
    public static ImmutableArray<NumberedMention> Decode(byte[] code)
    {
        using var reader = new BinaryReader(new MemoryStream(code));
        var mentions = ImmutableArray.CreateBuilder<NumberedMention>();
        while (reader.BaseStream.Position < code.Length)
        {
            byte head = reader.ReadByte();
            mentions.Add(new NumberedMention(
                (EpcRole)(head & RoleBits),
                reader.Read7BitEncodedInt64(),
                (head & HasQuantity) == 0 ? null : reader.ReadDecimal(),
                (head & HasUnit) == 0 ? null : reader.Read7BitEncodedInt64()));
        }

        return mentions.DrainToImmutable();
    }
}

/// <summary>A mention whose names stand as numbers.</summary>
internal readonly record struct NumberedMention(EpcRole Role, long Epc, decimal? Quantity, long? Unit);
