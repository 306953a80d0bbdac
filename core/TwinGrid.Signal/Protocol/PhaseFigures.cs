namespace TwinGrid.Signal.Protocol;

/// <summary>What one phase of a run took: the first collection, or the refresh after a move.</summary>
public sealed record PhaseFigures
{
    /// <summary>Link estimates that were to reach a sink.</summary>
    public required int Asked { get; init; }

    /// <summary>Seconds from the phase's start at which each of them did, ascending; shorter than <see cref="Asked"/> where the horizon came first.</summary>
    public required IReadOnlyList<double> Delivered { get; init; }

    /// <summary>Seconds that the phase lasted.</summary>
    public required double Duration { get; init; }

    /// <summary>Joules that all passive nodes consumed.</summary>
    public required double Energy { get; init; }

    /// <summary>Joules that the node consumed which consumed most.</summary>
    public required double LargestEnergy { get; init; }

    /// <summary>Seconds of all packets one after the other.</summary>
    public required double Airtime { get; init; }

    /// <summary>Probes sent.</summary>
    public required int Probes { get; init; }

    /// <summary>Requests and data packets sent to a next hop, repetitions among them.</summary>
    public required int DataPackets { get; init; }

    /// <summary>Acknowledgements sent.</summary>
    public required int Acknowledgements { get; init; }

    /// <summary>Grants sent.</summary>
    public required int Grants { get; init; }

    /// <summary>Routing beacons sent.</summary>
    public required int Beacons { get; init; }

    /// <summary>Receptions of probes, beacons and packets for the receiver that others' packets spoiled.</summary>
    public required int Collisions { get; init; }

    /// <summary>Share of the passive nodes' time in each <see cref="TagMode"/>.</summary>
    public required IReadOnlyList<double> ModeShares { get; init; }

    /// <summary>Whether all has reached a sink.</summary>
    public bool IsComplete => Delivered.Count == Asked;

    /// <summary>Link estimates delivered a second, in bits of their entries.</summary>
    public double Goodput => Duration > 0 ? Delivered.Count * (double)PacketCodec.ReportBits / Duration : 0;

    /// <summary>Packets on the air at once, on average.</summary>
    public double MeanConcurrency => Duration > 0 ? Airtime / Duration : 0;

    /// <summary>Share of time that passive nodes are awake.</summary>
    public double Awake => 1 - ModeShares[(int)TagMode.Asleep];

    /// <summary>Share of time that passive nodes send.</summary>
    public double Sending => ModeShares[(int)TagMode.Probe] + ModeShares[(int)TagMode.Data];

    /// <summary>Seconds until a share of what was asked for had reached a sink; NaN where the horizon came first.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public double TimeTo(double share)
    {
        int needed = (int)Math.Ceiling(share * Asked);
        return needed == 0 ? 0 : needed <= Delivered.Count ? Delivered[needed - 1] : double.NaN;
    }
}
