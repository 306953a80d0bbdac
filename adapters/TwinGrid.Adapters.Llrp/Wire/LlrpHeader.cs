using System.Buffers.Binary;

namespace TwinGrid.Adapters.Llrp.Wire;

/// <summary>
/// The ten bytes before each message:
/// <code>
/// | 3 bits   | 3 bits  | 10 bits | 32 bits                | 32 bits |
/// | reserved | version | type    | length with the header | id      |
/// </code>
/// </summary>
/// <param name="Reserved">The first three bits; 0 by the standard.</param>
/// <param name="Version">Version of the protocol.</param>
/// <param name="Type">Message type, 0 to 1023.</param>
/// <param name="Length">Bytes of the message with its header.</param>
/// <param name="Id">Number by which a response names its request.</param>
public readonly record struct LlrpHeader(byte Reserved, byte Version, int Type, uint Length, uint Id)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 10;

    /// <summary>The version number of LLRP 1.0.1.</summary>
    public const byte Version101 = 1;

    /// <summary>The version number of LLRP 1.1.</summary>
    public const byte Version11 = 2;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">At least ten bytes.</param>
    /// <returns>The header.</returns>
    /// <exception cref="FormatException">Too few bytes, a version that no LLRP has had, or a length shorter than a header.</exception>
    public static LlrpHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            throw new FormatException($"offset 0, message header: expected {Size} bytes, found {bytes.Length}");
        }

        int first = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        var header = new LlrpHeader(
            (byte)(first >> 13), (byte)((first >> 10) & 7), first & 0x3FF, BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[6..]));
        return header.Version == 0
            ? throw new FormatException("offset 0, message header: expected a version of 1 or more, found 0; is this LLRP?")
            : header.Length < Size
            ? throw new FormatException($"offset 2, message header: expected a length of {Size} or more, found {header.Length}")
            : header;
    }

    /// <summary>Writes the header.</summary>
    /// <param name="destination">At least ten bytes.</param>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)((Reserved << 13) | (Version << 10) | Type));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], Length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], Id);
    }
}
