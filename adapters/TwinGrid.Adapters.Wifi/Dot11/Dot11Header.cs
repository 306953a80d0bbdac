namespace TwinGrid.Adapters.Wifi.Dot11;

/// <summary>Kinds of 802.11 frames (IEEE 802.11-2020, 9.2.4.1.3).</summary>
public enum Dot11Type
{
    /// <summary>Beacons, probes, joining and leaving.</summary>
    Management,

    /// <summary>Acknowledgements, reservations, polls.</summary>
    Control,

    /// <summary>Data, and null frames that only tell a state.</summary>
    Data,

    /// <summary>Forms of other bands.</summary>
    Extension,
}

/// <summary>Flags of the frame control field, as in its second byte (9.2.4.1).</summary>
[Flags]
public enum Dot11Flags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>To the distribution system.</summary>
    ToDs = 0x01,

    /// <summary>From the distribution system.</summary>
    FromDs = 0x02,

    /// <summary>More fragments follow.</summary>
    MoreFragments = 0x04,

    /// <summary>Sent again.</summary>
    Retry = 0x08,

    /// <summary>The station will sleep.</summary>
    PowerManagement = 0x10,

    /// <summary>More is waiting for the station.</summary>
    MoreData = 0x20,

    /// <summary>The body is encrypted.</summary>
    Protected = 0x40,

    /// <summary>With an HT control field, in QoS data and management frames; else strictly ordered.</summary>
    Order = 0x80,
}

/// <summary>The MAC header of an 802.11 frame; addresses and fields that its kind doesn't have are null.</summary>
/// <param name="Type">Kind.</param>
/// <param name="Subtype">Kind within the kind, 0 to 15.</param>
/// <param name="Flags">Flags of the frame control field.</param>
/// <param name="Duration">Duration or association identifier as sent.</param>
/// <param name="Receiver">Who is to receive it (address 1).</param>
/// <param name="Transmitter">Who sent it in this hop (address 2).</param>
/// <param name="Address3">Address 3 as sent.</param>
/// <param name="Address4">Address 4 as sent.</param>
/// <param name="SequenceControl">Fragment in the low 4 bits, sequence number above.</param>
/// <param name="QosControl">The QoS control field.</param>
/// <param name="HtControl">The HT control field.</param>
/// <param name="Length">Bytes of the header: where the body begins, unless the receiver put padding there.</param>
public readonly record struct Dot11Header(
    Dot11Type Type,
    int Subtype,
    Dot11Flags Flags,
    ushort Duration,
    MacAddress? Receiver,
    MacAddress? Transmitter,
    MacAddress? Address3,
    MacAddress? Address4,
    ushort? SequenceControl,
    ushort? QosControl,
    uint? HtControl,
    int Length)
{
    private const Dot11Flags BothDs = Dot11Flags.ToDs | Dot11Flags.FromDs;

    /// <summary>Number of the frame at its sender, 0 to 4095.</summary>
    public int? Sequence => SequenceControl >> 4;

    /// <summary>Number of the fragment, from 0.</summary>
    public int? Fragment => SequenceControl & 0xF;

    /// <summary>Where the frame was meant to go in the end (table 9-30 for data).</summary>
    public MacAddress? Destination => Type == Dot11Type.Control ? null : HasFlag(Dot11Flags.ToDs) && Type == Dot11Type.Data ? Address3 : Receiver;

    /// <summary>Where the frame came from in the beginning (table 9-30 for data).</summary>
    public MacAddress? Source => Type switch
    {
        Dot11Type.Data when (Flags & BothDs) == BothDs => Address4,
        Dot11Type.Data when HasFlag(Dot11Flags.FromDs) => Address3,
        Dot11Type.Data or Dot11Type.Management => Transmitter,
        _ => null,
    };

    /// <summary>The access point's address, where the frame has it.</summary>
    public MacAddress? Bssid => Type switch
    {
        Dot11Type.Management => Address3,
        Dot11Type.Data => (Flags & BothDs) switch
        {
            Dot11Flags.None => Address3,
            Dot11Flags.ToDs => Receiver,
            Dot11Flags.FromDs => Transmitter,
            _ => null,
        },
        _ => null,
    };

    /// <summary>Whether a flag is set.</summary>
    public bool HasFlag(Dot11Flags flag) => (Flags & flag) != 0;

    /// <summary>Reads the header at the front of a frame.</summary>
    /// <param name="frame">The frame, with or without its check sequence.</param>
    /// <param name="header">The header.</param>
    /// <returns>Whether it is of protocol version 0 and there whole.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Dot11Header header) => Dot11Parser.TryParse(frame, out header);
}
