namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>How a field stands on the wire; all numbers have their most significant bit first.</summary>
public enum LlrpFieldKind
{
    /// <summary>Bits without a meaning; kept as read so that a message re-encodes to the same bytes.</summary>
    Reserved,

    /// <summary>A whole number without a sign, of 1 to 64 bits.</summary>
    Natural,

    /// <summary>A whole number in two's complement, of 8 to 64 bits.</summary>
    TwosComplement,

    /// <summary>Bytes of a fixed count, such as an EPC of 96 bits.</summary>
    Fixed,

    /// <summary>A count of bits in 16 bits, then as many bits, filled up to a whole byte.</summary>
    BitVector,

    /// <summary>A count of bytes in 16 bits, then the bytes.</summary>
    ByteVector,

    /// <summary>A count of words in 16 bits, then words of 16 bits.</summary>
    WordVector,

    /// <summary>A count of words in 16 bits, then words of 32 bits.</summary>
    LongVector,

    /// <summary>A count of bytes in 16 bits, then UTF-8 text.</summary>
    Text,

    /// <summary>All bytes up to the end of what holds the field.</summary>
    Rest,
}
