using System.Buffers.Binary;

namespace TwinGrid.Adapters.Wifi.Dot11;

/// <summary>Reads MAC headers (IEEE 802.11-2020, 9.2 and 9.3).</summary>
/// <remarks>
/// <code>
/// all         2  frame control: version 2 bits, type 2, subtype 4, flags 8     2  duration
/// management  3 × 6  addresses 1 to 3     2  sequence control     [4  HT control, by the order flag]
/// data        3 × 6  addresses 1 to 3     2  sequence control     [6  address 4, between access points]     [2  QoS control]
///             [4  HT control, by the order flag of a QoS frame]
/// control     6  receiver     [6  transmitter; not in CTS and ACK]     a wrapper has 2 bytes of frame control and 4 of HT control instead
/// </code>
/// Numbers are little-endian.
/// </remarks>
internal static class Dot11Parser
{
    private const int ControlHeader = 4, ReceiverOnly = 10, BothEnds = 16, ThreeAddresses = 24;
    private const int QosBytes = 2, HtBytes = 4, CarriedControl = 2;
    private const int Wrapper = 7, Cts = 12, Ack = 13, ControlExtension = 6, QosBit = 8;

    /// <summary>See <see cref="Dot11Header.TryParse"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Dot11Header header)
    {
        header = default;
        if (frame.Length < ControlHeader || (frame[0] & 3) != 0)
        {
            return false;
        }

        var type = (Dot11Type)(frame[0] >> 2 & 3);
        int subtype = frame[0] >> 4;
        var start = new Dot11Header(
            type, subtype, (Dot11Flags)frame[1], BinaryPrimitives.ReadUInt16LittleEndian(frame[2..]), null, null, null, null, null, null, null, ControlHeader);
        switch (type)
        {
            case Dot11Type.Control:
                return TryControl(frame, start, out header);
            case Dot11Type.Extension:
                // Frames of 60 GHz and below 1 GHz: what follows differs from subtype to subtype, and no tag of ours rides on them.
                header = start;
                return true;
            default:
                return TryAddressed(frame, start, out header);
        }
    }

    private static bool TryControl(ReadOnlySpan<byte> frame, Dot11Header start, out Dot11Header header)
    {
        bool isWrapper = start.Subtype == Wrapper;
        // Subtypes 0 and 1 are reserved, and an extended control frame has its subtype where the flags are: only the first address is sure.
        bool hasTransmitter = start.Subtype is not (0 or 1 or ControlExtension or Wrapper or Cts or Ack);
        header = start with { Length = isWrapper || hasTransmitter ? BothEnds : ReceiverOnly };
        if (frame.Length < header.Length)
        {
            return false;
        }

        header = header with
        {
            Receiver = Address(frame, 0),
            Transmitter = hasTransmitter ? Address(frame, 1) : null,
            HtControl = isWrapper ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(ReceiverOnly + CarriedControl)..]) : null,
        };
        return true;
    }

    private static bool TryAddressed(ReadOnlySpan<byte> frame, Dot11Header start, out Dot11Header header)
    {
        header = start;
        bool isData = start.Type == Dot11Type.Data, isQos = isData && (start.Subtype & QosBit) != 0;
        bool hasFourth = isData && start.HasFlag(Dot11Flags.ToDs) && start.HasFlag(Dot11Flags.FromDs);
        bool hasHt = start.HasFlag(Dot11Flags.Order) && (isQos || !isData);
        int qos = ThreeAddresses + (hasFourth ? MacAddress.Bytes : 0), ht = qos + (isQos ? QosBytes : 0), length = ht + (hasHt ? HtBytes : 0);
        if (frame.Length < length)
        {
            return false;
        }

        header = start with
        {
            Receiver = Address(frame, 0),
            Transmitter = Address(frame, 1),
            Address3 = Address(frame, 2),
            SequenceControl = BinaryPrimitives.ReadUInt16LittleEndian(frame[(ThreeAddresses - 2)..]),
            Address4 = hasFourth ? MacAddress.Read(frame[ThreeAddresses..]) : null,
            QosControl = isQos ? BinaryPrimitives.ReadUInt16LittleEndian(frame[qos..]) : null,
            HtControl = hasHt ? BinaryPrimitives.ReadUInt32LittleEndian(frame[ht..]) : null,
            Length = length,
        };
        return true;
    }

    private static MacAddress Address(ReadOnlySpan<byte> frame, int index) => MacAddress.Read(frame[(ControlHeader + index * MacAddress.Bytes)..]);
}
