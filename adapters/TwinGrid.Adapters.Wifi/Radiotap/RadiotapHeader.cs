namespace TwinGrid.Adapters.Wifi.Radiotap;

/// <summary>What a receiver said of the frame behind (radiotap.org); null where it said nothing.</summary>
/// <param name="Length">Bytes of the header.</param>
/// <param name="Mac">Microseconds of the receiver's clock at the frame's first bit.</param>
/// <param name="Flags">Properties of the frame as received.</param>
/// <param name="RateUnits">Data rate in units of 500 kb/s: 2 is 1 Mb/s.</param>
/// <param name="ChannelMHz">Centre of the channel in MHz.</param>
/// <param name="SignalDbm">Power at the antenna in dBm, the first that is stated.</param>
/// <param name="NoiseDbm">Noise at the antenna in dBm.</param>
/// <param name="Antenna">Number of the antenna, from 0: the one with the most power where several state theirs.</param>
/// <param name="Modulation">The modulation beyond a single data rate, if one is stated.</param>
public readonly record struct RadiotapHeader(
    int Length,
    ulong? Mac,
    RadiotapFlags? Flags,
    byte? RateUnits,
    ushort? ChannelMHz,
    sbyte? SignalDbm,
    sbyte? NoiseDbm,
    byte? Antenna,
    WifiModulation Modulation)
{
    /// <summary>Fewest bytes of a header: version, pad, length and one presence word.</summary>
    public const int FewestBytes = 8;

    /// <summary>Reads the header at the front of a packet.</summary>
    /// <param name="packet">The packet as captured.</param>
    /// <param name="header">What it says.</param>
    /// <returns>
    /// Whether there is a header of version 0 whose presence words and fields all stand within its length, and its length within the
    /// packet. Fields behind one whose size isn't known are left unread, as radiotap wants it.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> packet, out RadiotapHeader header) => RadiotapParser.TryParse(packet, out header);
}

/// <summary>Properties of a frame as received (radiotap field 1).</summary>
[Flags]
public enum RadiotapFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Sent or received during a contention-free period.</summary>
    ContentionFree = 0x01,

    /// <summary>Behind a short preamble.</summary>
    ShortPreamble = 0x02,

    /// <summary>Encrypted with WEP.</summary>
    Wep = 0x04,

    /// <summary>Sent or received in fragments.</summary>
    Fragmented = 0x08,

    /// <summary>The frame ends with its check sequence.</summary>
    FcsAtEnd = 0x10,

    /// <summary>Padding to a multiple of 4 bytes stands between the 802.11 header and the body.</summary>
    DataPadded = 0x20,

    /// <summary>The receiver found the check wrong.</summary>
    BadFcs = 0x40,

    /// <summary>With a short guard interval.</summary>
    ShortGuard = 0x80,
}

/// <summary>Modulations that aren't told by one data rate.</summary>
public enum WifiModulation
{
    /// <summary>None: DSSS, CCK or OFDM by the rate.</summary>
    Legacy,

    /// <summary>High throughput, 802.11n.</summary>
    HighThroughput,

    /// <summary>Very high throughput, 802.11ac.</summary>
    VeryHighThroughput,

    /// <summary>High efficiency, 802.11ax.</summary>
    HighEfficiency,

    /// <summary>Fields as type, length and value: 802.11be and later.</summary>
    Later,
}
