namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>One field of a message or parameter.</summary>
/// <param name="Name">The standard's name; empty for reserved bits.</param>
/// <param name="Kind">How it stands on the wire.</param>
/// <param name="Bits">Length in bits of a number, of reserved bits and of fixed bytes; 0 for everything that says its own length.</param>
/// <param name="Enumeration">The names of its values, or null.</param>
public sealed record LlrpField(string Name, LlrpFieldKind Kind, int Bits, LlrpEnumeration? Enumeration)
{
    /// <summary>What the field holds before anything is said: zero, or nothing.</summary>
    public LlrpValue Empty => Kind switch
    {
        LlrpFieldKind.Reserved or LlrpFieldKind.Natural or LlrpFieldKind.TwosComplement => new LlrpValue(0),
        LlrpFieldKind.BitVector => LlrpValue.OfBits([], 0),
        LlrpFieldKind.WordVector => new LlrpValue(Array.Empty<ushort>()),
        LlrpFieldKind.LongVector => new LlrpValue(Array.Empty<uint>()),
        _ => new LlrpValue(new byte[Bits / 8]),
    };

    /// <summary>The value as the field holds it: the name of an enumerated value as its number, text as its bytes.</summary>
    /// <param name="value">What a caller gave.</param>
    /// <returns>The value, fit for the wire.</returns>
    /// <exception cref="ArgumentException">Not of the field's kind, out of its range, or a name that its enumeration lacks.</exception>
    public LlrpValue Accept(LlrpValue value)
    {
        if (value.IsText)
        {
            return Kind == LlrpFieldKind.Text ? value.AsBytes()
                : Enumeration is not null ? new LlrpValue(Enumeration[value.Text])
                : throw Misfit($"'{value.Text}'");
        }

        bool fits = Kind switch
        {
            LlrpFieldKind.Reserved or LlrpFieldKind.Natural => value.IsNumber && (Bits == 64 || (value.Number >= 0 && value.Number >> Bits == 0)),
            LlrpFieldKind.TwosComplement => value.IsNumber && (value.Number << (64 - Bits)) >> (64 - Bits) == value.Number,
            LlrpFieldKind.Fixed => value.IsBytes && value.Bytes.Length == Bits / 8,
            LlrpFieldKind.BitVector => value.IsBits && value.BitCount <= ushort.MaxValue,
            LlrpFieldKind.WordVector => value.IsWords && value.Words.Length <= ushort.MaxValue,
            LlrpFieldKind.LongVector => value.IsLongs && value.Longs.Length <= ushort.MaxValue,
            LlrpFieldKind.Rest => value.IsBytes,
            _ => value.IsBytes && value.Bytes.Length <= ushort.MaxValue,
        };
        return fits ? value : throw Misfit(value.ToString());
    }

    private ArgumentException Misfit(string found) => new($"{Name}: expected {Described}, found {found}");

    private string Described => Kind switch
    {
        LlrpFieldKind.Reserved or LlrpFieldKind.Natural => $"a number of {Bits} bits without a sign",
        LlrpFieldKind.TwosComplement => $"a number of {Bits} bits with a sign",
        LlrpFieldKind.Fixed => $"{Bits / 8} bytes",
        LlrpFieldKind.BitVector => "at most 65,535 bits",
        LlrpFieldKind.WordVector => "at most 65,535 words of 16 bits",
        LlrpFieldKind.LongVector => "at most 65,535 words of 32 bits",
        LlrpFieldKind.Text => "text of at most 65,535 bytes",
        _ => "bytes",
    };
}
