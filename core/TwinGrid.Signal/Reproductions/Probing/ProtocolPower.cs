using TwinGrid.Model;
using TwinGrid.Signal.Protocol;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>How the exciter's power decides who is awake. Ahmad et al., section 5.2.</summary>
/// <param name="Figures">Rows of the table.</param>
/// <param name="Charts">Pictures.</param>
/// <param name="BudgetDbm">Incident power at which the harvest pays for the source's whole budget, dBm.</param>
internal sealed record ProtocolPower(IReadOnlyList<ReproducedFigure> Figures, IReadOnlyList<Chart> Charts, double BudgetDbm)
{
    private const double Budget = 2e-6;

    private static readonly double[] Radiated = [10, 13, 16, 19, 25, 36];

    /// <summary>Runs this part.</summary>
    public static ProtocolPower Of(ReproductionContext context, int trials)
    {
        ProtocolOptions options = new() { Horizon = 300 };
        ProtocolTrial[][] runs = [.. Radiated.Select(dbm => ProtocolTrials.Run(context, "network power", trials, ProtocolTrials.Room(50), With(options, dbm)))];
        double budget = 10 * Math.Log10(Budget / options.Energy.Efficiency * 1000);
        var figures = new List<ReproducedFigure>
        {
            new("network_budget_dbm", "incident power at which the harvest pays for 2 µW without a pause", "dBm", 1)
            {
                Published = new PublishedValue(-22, "about -22 dBm", "section 5.2"),
                Ours = Measured.Exact(budget),
            },
            new("network_awake_19dbm_percent", "50 tags, 19 dBm radiated as in section 6.1: share of time awake", "%", trials)
            {
                Ours = Measured.Median([.. runs[3].Select(trial => 100 * trial.Collection.Awake)]),
            },
        };
        var awake = new Chart(
            "Awake share against exciter power",
            "Share of time that passive nodes of the demonstration room are awake while the network collects. The source's experiments radiate 15 to 19 dBm; it assumes continuous power.",
            new ChartAxis("radiated power, dBm"),
            new ChartAxis("share", 0, 1),
            [new ChartSeries("awake", ChartMark.Dots, [.. Radiated.Select((dbm, i) => ChartPoint.Of(dbm, Measured.Mean([.. runs[i].Select(trial => trial.Collection.Awake)])))])]);
        return new ProtocolPower(figures, [awake, States(context)], budget);
    }

    /// <summary>One badly lit tag over time: its store, and its mode as a step.</summary>
    private static Chart States(ReproductionContext context)
    {
        ProtocolOptions options = With(new ProtocolOptions { Horizon = 60 }, 13);
        options = options with { Energy = options.Energy with { Store = 10e-6 } };
        ProtocolNetwork network = ProtocolNetwork.Create(ProtocolTrials.Room(50), options, context.Seed);
        var trace = new ProtocolTrace();
        ProtocolSimulation.Run(network, options, context.Seed, trace, context.CancellationToken);
        int node = trace.Modes.Where(change => change.Mode == TagMode.Asleep)
            .GroupBy(change => change.Node).OrderByDescending(changes => changes.Count()).Select(changes => changes.Key).FirstOrDefault(network.AnchorCount);
        TracedMode[] changes = [.. trace.Modes.Where(change => change.Node == node && change.Seconds <= 30)];
        int stride = Math.Max(1, changes.Length / 500);
        return new Chart(
            "States of a badly lit tag",
            "The tag whose store ran down most often, with 10 µJ of store at 13 dBm radiated: energy, and the mode it enters (0 asleep, 1 LISTEN, 2 reads, 3 MPP, 4 DATA COMM; section 7.2).",
            new ChartAxis("seconds"),
            new ChartAxis("store in µJ; mode", 0),
            [
                new ChartSeries("store, µJ", ChartMark.Line, [.. changes.Where((_, i) => i % stride == 0).Select(change => new ChartPoint(change.Seconds, change.Energy * 1e6))]),
                new ChartSeries("mode", ChartMark.Dots, [.. changes.Select(change => new ChartPoint(change.Seconds, (int)change.Mode))]),
            ]);
    }

    private static ProtocolOptions With(ProtocolOptions options, double dbm) => options with { Energy = options.Energy with { ExciterRadiated = Dbm.Of(dbm) } };
}
