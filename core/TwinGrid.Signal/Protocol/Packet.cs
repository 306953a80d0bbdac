namespace TwinGrid.Signal.Protocol;

/// <summary>A packet of the tag network. Ahmad et al., section 5.3, figure 6.</summary>
/// <param name="Header">Header.</param>
/// <param name="Destination">The next hop of a data packet or the tag that is answered; <see cref="Everybody"/> for probes and beacons.</param>
/// <param name="Reports">The entries of a data packet, up to <see cref="PacketCodec.MostReports"/>; empty otherwise.</param>
public sealed record Packet(PacketHeader Header, ushort Destination, IReadOnlyList<LinkReport> Reports)
{
    /// <summary>The destination of a broadcast.</summary>
    public const ushort Everybody = ushort.MaxValue;

    /// <summary>A probe of a tag.</summary>
    /// <param name="source">The tag.</param>
    /// <param name="hops">Its hops to a sink.</param>
    /// <param name="sequence">Its packet number.</param>
    public static Packet Probe(ushort source, byte hops, byte sequence) =>
        new(new PacketHeader(PacketKind.Probe, source, hops, sequence), Everybody, []);

    /// <inheritdoc/>
    public bool Equals(Packet? other) =>
        other is not null && Header == other.Header && Destination == other.Destination && Reports.SequenceEqual(other.Reports);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Header, Destination, Reports.Count);
}
