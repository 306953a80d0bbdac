namespace TwinGrid.Signal.Protocol;

/// <summary>The least that any schedule of the same packets over the same network could take, without collisions, back-off or answers.</summary>
/// <param name="Seconds">Time until every link estimate has reached a sink.</param>
/// <param name="Airtime">Seconds of all packets that have to be sent, one after the other.</param>
/// <param name="Joules">Energy of all passive nodes over that time.</param>
/// <remarks>
/// A sink reads one packet at a time. Between them the sinks must read each probe that one of them measures, and each estimate that
/// was made elsewhere, at its share of a full packet. Spatial reuse beyond the number of sinks can't shorten that; how far the relays
/// before them slow it down is left out, which keeps it a bound.
/// </remarks>
public sealed record CollectionBound(double Seconds, double Airtime, double Joules)
{
    /// <summary>The bound of the first collection.</summary>
    /// <param name="network">Who reaches whom.</param>
    /// <param name="options">Lengths of packets and powers.</param>
    public static CollectionBound Of(ProtocolNetwork network, ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        AirTiming timing = options.Timing;
        double probe = timing.Seconds(timing.Airtime(PacketKind.Probe));
        double report = timing.Seconds(timing.Airtime(PacketKind.Data, options.ReportsPerPacket)) / options.ReportsPerPacket;
        double atSinks = 0, relayed = 0, heardByTags = 0;
        foreach (DirectedLink link in network.Links)
        {
            bool isSink = network.IsSink(link.Receiver);
            atSinks += isSink ? probe : report;
            relayed += network.Hops(link.Receiver) * report;
            heardByTags += isSink ? 0 : probe;
        }

        // A sink that probes pays from the mains, hence fewer passive senders.
        int senders = network.Links.Select(link => link.Transmitter).Distinct().Count();
        int passive = Enumerable.Range(0, network.Count).Count(node => !network.IsSink(node));
        double seconds = atSinks / options.SinkCount;
        double joules = options.Energy.Asleep * passive * seconds
            + (options.Energy.Send - options.Energy.Asleep) * (relayed + (senders - options.SinkCount) * probe)
            + (options.Energy.Receive - options.Energy.Asleep) * heardByTags;
        return new CollectionBound(seconds, relayed + senders * probe, joules);
    }
}
