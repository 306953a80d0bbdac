using System.Buffers.Binary;

namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>An interface of a section, by its description block.</summary>
/// <param name="LinkType">What its packets begin with.</param>
/// <param name="LongestPacket">Most bytes kept of a packet; 0 for no limit.</param>
internal readonly record struct PcapngInterface(int LinkType, uint LongestPacket)
{
    private const int TimeResolution = 9, FcsLength = 13, TimeOffset = 14;
    private const int MostDecimalPlaces = 19, MostBinaryPlaces = 63;

    /// <summary>Units of time a second; 10⁶ where if_tsresol is absent.</summary>
    public ulong UnitsPerSecond { get; private init; } = 1_000_000;

    /// <summary>Seconds that are added to each time (if_tsoffset).</summary>
    public long OffsetSeconds { get; private init; }

    /// <summary>Bytes of check behind each packet (if_fcslen), where stated.</summary>
    public int? FcsBytes { get; private init; }

    /// <summary>The interface with one option more; null when the option's value can't be.</summary>
    public PcapngInterface? With(PcapngOption option, bool isBigEndian)
    {
        ReadOnlySpan<byte> value = option.Value;
        switch (option.Code)
        {
            case TimeResolution when value.Length == 1:
                int places = value[0] & 0x7F;
                bool isBinary = value[0] > 0x7F;
                return places > (isBinary ? MostBinaryPlaces : MostDecimalPlaces) ? null : this with { UnitsPerSecond = isBinary ? 1UL << places : PowerOfTen(places) };
            case TimeOffset when value.Length == 8:
                return this with { OffsetSeconds = isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value) };
            case FcsLength when value.Length == 1:
                return this with { FcsBytes = value[0] };
            default:
                return this;
        }
    }

    /// <summary>Units of 100 ns since year 1; null when the time lies outside of years 1 to 9999.</summary>
    public long? TicksOf(ulong time)
    {
        Int128 seconds = (Int128)(time / UnitsPerSecond) + OffsetSeconds;
        Int128 ticks = seconds * TimeSpan.TicksPerSecond + (long)((UInt128)(time % UnitsPerSecond) * TimeSpan.TicksPerSecond / UnitsPerSecond)
            + DateTimeOffset.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? (long)ticks : null;
    }

    private static ulong PowerOfTen(int places)
    {
        ulong power = 1;
        for (int i = 0; i < places; i++)
        {
            power *= 10;
        }

        return power;
    }
}
