using TwinGrid.Model;
using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>Runs of the tag network in rooms of one density: that of the demonstration room, 50 tags and 20 anchors on 4 m × 4 m.</summary>
internal static class ProtocolTrials
{
    /// <summary>Seconds after which a run is given up.</summary>
    public const double Horizon = 1800;

    /// <summary>A room for a number of tags, with as many anchors a metre of wall and the exciter as far behind it.</summary>
    public static RoomOptions Room(int tags)
    {
        double side = 4 * Math.Sqrt(tags / 50.0);
        return new RoomOptions
        {
            Width = side,
            Depth = side,
            TagCount = tags,
            AnchorCount = (int)Math.Round(5 * side),
            Exciter = new Position(side / 2, -1.5, 1.5),
        };
    }

    /// <summary>Sinks for a number of tags: four for fifty.</summary>
    public static int Sinks(int tags) => Math.Max(2, (int)Math.Round(tags * 0.08));

    /// <summary>Several runs, each in a room of its own.</summary>
    /// <param name="context">The run's conditions.</param>
    /// <param name="part">Names the seeds: parts of one name see the same rooms.</param>
    /// <param name="trials">Number of runs.</param>
    /// <param name="room">The room.</param>
    /// <param name="options">The rules.</param>
    public static ProtocolTrial[] Run(ReproductionContext context, string part, int trials, RoomOptions room, ProtocolOptions options) =>
        context.Repeat(trials, part, 0, 1, seed =>
        {
            ProtocolNetwork network = ProtocolNetwork.Create(room, options, seed);
            ProtocolReport report = ProtocolSimulation.Run(network, options, seed, null, context.CancellationToken);
            return new ProtocolTrial(report, CollectionBound.Of(network, options), network.Count - options.SinkCount);
        });
}

/// <summary>One run with its bound.</summary>
/// <param name="Report">What it took.</param>
/// <param name="Bound">The least it could have taken.</param>
/// <param name="Passive">Nodes that live on harvested power.</param>
internal sealed record ProtocolTrial(ProtocolReport Report, CollectionBound Bound, int Passive)
{
    /// <summary>Figures of the first collection.</summary>
    public PhaseFigures Collection => Report.Collection;

    /// <summary>Seconds until a share of the estimates had reached a sink; the horizon where it came first.</summary>
    public double TimeTo(double share) => double.IsNaN(Collection.TimeTo(share)) ? ProtocolTrials.Horizon : Collection.TimeTo(share);

    /// <summary>Seconds until all values of the refresh had reached a sink; the horizon where they never did.</summary>
    public double RefreshSeconds => Report.Refresh is { IsComplete: true } refresh ? refresh.TimeTo(1) : ProtocolTrials.Horizon;

    /// <summary>Seconds of the refresh's packets one after the other, until it ended or was given up; the horizon where it never began.</summary>
    public double RefreshAirtime => Report.Refresh?.Airtime ?? ProtocolTrials.Horizon;

    /// <summary>Microjoules a passive node consumed.</summary>
    public double EnergyPerNode => Collection.Energy / Passive * 1e6;
}
