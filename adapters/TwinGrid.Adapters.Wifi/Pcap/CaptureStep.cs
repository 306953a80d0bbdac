namespace TwinGrid.Adapters.Wifi.Pcap;

/// <summary>What a parser wants done after a look at the bytes before it.</summary>
internal enum CaptureMove
{
    /// <summary>Have at least <see cref="CaptureStep.Bytes"/> bytes in view and ask again.</summary>
    Show,

    /// <summary>Pass over <see cref="CaptureStep.Bytes"/> bytes, which need not be in view.</summary>
    Pass,

    /// <summary>A packet stands there; then pass over <see cref="CaptureStep.Bytes"/> bytes, all of them in view.</summary>
    Packet,
}

/// <summary>One step of a parser.</summary>
/// <param name="Move">What to do.</param>
/// <param name="Bytes">With how many bytes.</param>
/// <param name="Packet">The packet, if there is one.</param>
internal readonly record struct CaptureStep(CaptureMove Move, long Bytes, PacketPlace Packet = default)
{
    /// <summary>More bytes have to be in view.</summary>
    public static CaptureStep Show(long bytes) => new(CaptureMove.Show, bytes);

    /// <summary>Bytes that say nothing more.</summary>
    public static CaptureStep Pass(long bytes) => new(CaptureMove.Pass, bytes);
}

/// <summary>Where a packet's bytes stand in view and what the record says of them.</summary>
/// <param name="First">Its first byte, from the beginning of the view.</param>
/// <param name="Captured">Bytes kept.</param>
/// <param name="Original">Bytes there were.</param>
/// <param name="LinkType">What the bytes begin with.</param>
/// <param name="FcsBytes">Bytes of check at the end as stated, or null.</param>
/// <param name="Ticks">Time in units of 100 ns since year 1, UTC; null where there is none.</param>
internal readonly record struct PacketPlace(int First, int Captured, long Original, int LinkType, int? FcsBytes, long? Ticks);
