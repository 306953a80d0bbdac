using System.Buffers.Binary;
using System.Globalization;

namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>A parser of one form of capture: looks at the bytes in view, keeps none of them.</summary>
/// <param name="name">The capture as messages name it.</param>
internal abstract class CaptureFormat(string name)
{
    /// <summary>Largest packet, what capture tools keep at most; a longer one is a damaged file.</summary>
    public const int MostPacketBytes = 262_144;

    /// <summary>Bytes that tell the form: <see cref="Of"/>.</summary>
    public const int TellingBytes = 4;

    /// <summary>Whether integers are in network order.</summary>
    protected bool IsBigEndian { get; set; }

    /// <summary>Whether all packets are of one link type.</summary>
    public abstract bool HasOneLinkType { get; }

    /// <summary>Whether a capture that ends at the place of the next step is whole.</summary>
    public abstract bool MayEnd { get; }

    /// <summary>The form of a capture by its first bytes.</summary>
    /// <param name="name">The capture as messages name it.</param>
    /// <param name="start">At least four bytes, or all there are.</param>
    /// <exception cref="BadInputException">They begin no capture.</exception>
    public static CaptureFormat Of(string name, ReadOnlySpan<byte> start)
    {
        uint magic = start.Length < TellingBytes ? 0 : BinaryPrimitives.ReadUInt32BigEndian(start);
        return magic == PcapngFormat.SectionHeader ? new PcapngFormat(name)
            : PcapFormat.Recognise(name, magic) ?? throw new BadInputException(
                name, 0, "a capture in pcap or pcapng form", start.Length == 0 ? "an empty file" : $"bytes {Convert.ToHexString(start[..Math.Min(start.Length, TellingBytes)])}");
    }

    /// <summary>Looks at what stands next.</summary>
    /// <param name="view">Bytes from the place on, at least as many as the last step asked for.</param>
    /// <param name="at">The place, in bytes from the beginning of the capture.</param>
    /// <exception cref="BadInputException">It isn't what the form has there.</exception>
    public abstract CaptureStep Next(ReadOnlySpan<byte> view, long at);

    /// <summary>An unsigned number of 16 bits in the capture's byte order.</summary>
    protected ushort U16(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>An unsigned number of 32 bits in the capture's byte order.</summary>
    protected uint U32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>What is wrong at a place.</summary>
    protected BadInputException Fault(long at, string expected, string found) => new($"{name}, byte {at}", 0, expected, found);

    /// <summary>What is wrong with a number at a place.</summary>
    protected BadInputException Fault(long at, string expected, long found) => Fault(at, expected, found.ToString(CultureInfo.InvariantCulture));

    /// <summary>A packet's length, checked.</summary>
    protected int Captured(uint length, long at) =>
        length <= MostPacketBytes ? (int)length : throw Fault(at, $"a packet of at most {MostPacketBytes} bytes", length);
}
