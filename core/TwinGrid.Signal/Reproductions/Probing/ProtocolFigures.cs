using System.Globalization;
using TwinGrid.Signal.Protocol;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>
/// The network part of the evaluation of multi-phase probing: what it takes until the link estimates have reached the sinks.
/// Ahmad et al. (SenSys 2021), sections 5.2, 5.3 and 7.2, which describe the protocol and evaluate none of it.
/// </summary>
public static class ProtocolFigures
{
    private const double MovedShare = 0.1;

    /// <summary>Runs this part: its figures, goals, charts and notes, for the evaluation that joins it to the others.</summary>
    /// <exception cref="OperationCanceledException">The context's token asked for an end.</exception>
    public static Reproduction Of(ReproductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int[] sizes = context.IsQuick ? [20, 50, 100] : [20, 50, 100, 200];
        int trials = context.Trials(6, 16), parts = 2 * sizes.Length + 3, part = 0;
        var reserved = new SortedDictionary<int, ProtocolTrial[]>();
        var plain = new SortedDictionary<int, ProtocolTrial[]>();
        foreach (int n in sizes)
        {
            ProtocolOptions options = Options(n);
            reserved[n] = ProtocolTrials.Run(Next(), $"network {n}", trials, ProtocolTrials.Room(n), options);
            plain[n] = ProtocolTrials.Run(Next(), $"network {n}", trials, ProtocolTrials.Room(n), options with { ReservesAir = false });
        }

        ProtocolOptions moving = Options(50) with { MovedShare = MovedShare };
        ProtocolTrial[] differences = ProtocolTrials.Run(Next(), "network refresh", trials, ProtocolTrials.Room(50), moving);
        ProtocolTrial[] all = ProtocolTrials.Run(Next(), "network refresh", trials, ProtocolTrials.Room(50), moving with { RelaysDifferencesOnly = false });
        ProtocolPower power = ProtocolPower.Of(Next(), trials);

        List<ReproducedFigure> figures = [.. sizes.SelectMany(n => Rows(n, reserved[n], plain[n])), .. RefreshRows(differences, all), .. power.Figures, EventRate(context)];
        return new Reproduction(figures, Goals(reserved, plain, differences, all, power), [.. CollectionCharts(reserved, plain), .. power.Charts], Notes(differences, all));

        ReproductionContext Next() => context.Within((double)part / parts, (double)++part / parts);
    }

    private static ProtocolOptions Options(int tags) => new() { SinkCount = ProtocolTrials.Sinks(tags), Horizon = ProtocolTrials.Horizon };

    private static IEnumerable<ReproducedFigure> Rows(int n, ProtocolTrial[] reserved, ProtocolTrial[] plain)
    {
        yield return Row("collect_90_percent_s", "until 90 % of the estimates have reached a sink", "s", trial => trial.TimeTo(0.9)) with
        {
            Bound = Measured.Mean([.. reserved.Select(trial => 0.9 * trial.Bound.Seconds)]),
        };
        yield return Row("collect_all_s", "until all estimates have reached a sink", "s", trial => trial.TimeTo(1)) with
        {
            Bound = Measured.Mean([.. reserved.Select(trial => trial.Bound.Seconds)]),
        };
        yield return Row("collect_delivered_percent", "estimates delivered before the run was given up", "%", trial => 100.0 * trial.Collection.Delivered.Count / trial.Collection.Asked);
        yield return Row("collect_energy_uj", "energy of a passive node until all was collected", "µJ", trial => trial.EnergyPerNode) with
        {
            Bound = Measured.Mean([.. reserved.Select(trial => trial.Bound.Joules / trial.Passive * 1e6)]),
        };
        yield return Row("collect_airtime_s", "all packets one after the other", "s", trial => trial.Collection.Airtime) with
        {
            Bound = Measured.Mean([.. reserved.Select(trial => trial.Bound.Airtime)]),
        };
        yield return Row("collect_goodput_bps", "goodput until 90 % had reached a sink", "bit/s",
            trial => 0.9 * trial.Collection.Asked * PacketCodec.ReportBits / trial.TimeTo(0.9));
        yield return Row("collect_collisions_per_estimate", "receptions spoiled, for each estimate collected", "", trial => (double)trial.Collection.Collisions / trial.Collection.Delivered.Count);
        yield return Row("collect_duty_percent", "share of time that a passive node sends", "%", trial => 100 * trial.Collection.Sending);

        ReproducedFigure Row(string key, string name, string unit, Func<ProtocolTrial, double> of) => new($"network_{n}_{key}", $"{n} tags: {name}", unit, reserved.Length)
        {
            Faithful = Measured.Median([.. plain.Select(of)]),
            Ours = Measured.Median([.. reserved.Select(of)]),
        };
    }

    private static IEnumerable<ReproducedFigure> RefreshRows(ProtocolTrial[] differences, ProtocolTrial[] all)
    {
        yield return Row("refresh_s", "10 % of 50 tags moved: until the new values have reached a sink", "s", trial => trial.RefreshSeconds);
        yield return Row("refresh_airtime_s", "10 % of 50 tags moved: all packets one after the other", "s", trial => trial.RefreshAirtime);
        yield return Row("refresh_values", "10 % of 50 tags moved: values asked for", "", trial => trial.Report.Refresh?.Asked ?? 0);

        ReproducedFigure Row(string key, string name, string unit, Func<ProtocolTrial, double> of) => new($"network_{key}", name, unit, differences.Length)
        {
            Faithful = Measured.Median([.. all.Select(of)]),
            Ours = Measured.Median([.. differences.Select(of)]),
        };
    }

    /// <summary>Events handled a second, over whole runs in the demonstration room.</summary>
    private static ReproducedFigure EventRate(ReproductionContext context)
    {
        ProtocolOptions options = Options(50);
        ProtocolNetwork network = ProtocolNetwork.Create(ProtocolTrials.Room(50), options, context.Seed);
        double[] rates = [.. Enumerable.Range(0, 6).Select(_ =>
        {
            long start = context.Time.GetTimestamp();
            long events = ProtocolSimulation.Run(network, options, context.Seed, null, context.CancellationToken).Events;
            return events / Math.Max(1e-9, context.Time.GetElapsedTime(start).TotalSeconds);
        }).Skip(1)];
        return new ReproducedFigure("network_events_per_s", "events of the simulation handled a second, 50 tags", "1/s", rates.Length) { Ours = Measured.Median(rates) };
    }

    private static List<ReproductionGoal> Goals(
        SortedDictionary<int, ProtocolTrial[]> reserved, SortedDictionary<int, ProtocolTrial[]> plain, ProtocolTrial[] differences, ProtocolTrial[] all, ProtocolPower power) =>
    [
        new("50 tags: every link estimate reaches a sink, worst run, %", reserved[50].Min(trial => 100.0 * trial.Collection.Delivered.Count / trial.Collection.Asked), 100, IsUpperLimit: false),
        new("100 tags: asking before sending takes less airtime than plain carrier sense, medians, s", Median(reserved[100], trial => trial.Collection.Airtime), Median(plain[100], trial => trial.Collection.Airtime)),
        new("after 10 % of 50 tags moved, airtime of differences alone is at most half that of all values, medians, s",
            Median(differences, trial => trial.RefreshAirtime), Median(all, trial => trial.RefreshAirtime) / 2),
        new("the budget of 2 µW is met at the incident power that the source gives, dBm", power.BudgetDbm, -22),
    ];

    private static double Median(ProtocolTrial[] trials, Func<ProtocolTrial, double> of) => Measured.Median([.. trials.Select(of)]).Value;

    private static IEnumerable<Chart> CollectionCharts(SortedDictionary<int, ProtocolTrial[]> reserved, SortedDictionary<int, ProtocolTrial[]> plain)
    {
        yield return new Chart(
            "Time to collect against tags",
            "Seconds until 90 % of all link estimates have reached a sink, at the density of the demonstration room with four sinks for fifty tags. The bound is what the sinks need to read the packets one after another. The source gives no figure.",
            new ChartAxis("tags"),
            new ChartAxis("seconds", IsLogarithmic: true),
            [
                Series("asks before it sends", ChartMark.Line, reserved, trial => trial.TimeTo(0.9)),
                Series("plain carrier sense", ChartMark.Dots, plain, trial => trial.TimeTo(0.9)),
                Series("bound", ChartMark.Bound, reserved, trial => 0.9 * trial.Bound.Seconds),
            ]);
        yield return new Chart(
            "Energy to collect against tags",
            "Microjoules that a passive node consumes until the run ends; the bound counts each packet once and nothing for listening.",
            new ChartAxis("tags"),
            new ChartAxis("µJ a node", IsLogarithmic: true),
            [
                Series("asks before it sends", ChartMark.Line, reserved, trial => trial.EnergyPerNode),
                Series("plain carrier sense", ChartMark.Dots, plain, trial => trial.EnergyPerNode),
                Series("bound", ChartMark.Bound, reserved, trial => trial.Bound.Joules / trial.Passive * 1e6),
            ]);

        static ChartSeries Series(string name, ChartMark mark, SortedDictionary<int, ProtocolTrial[]> runs, Func<ProtocolTrial, double> of) =>
            new(name, mark, [.. runs.Select(run => ChartPoint.Of(run.Key, Measured.Median([.. run.Value.Select(of)])))]);
    }

    private static string[] Notes(ProtocolTrial[] differences, ProtocolTrial[] all) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Network: medians of runs, each in a room of its own; a run that did not end counts as {ProtocolTrials.Horizon} s, with the airtime and energy spent by then. Refreshes that did not end: {Unfinished(differences)} of {differences.Length}; with all values sent again {Unfinished(all)} of {all.Length}. The re-implemented method is plain carrier sense with acknowledged data; for the refresh, all values sent again."),
        "Network: the source names carrier sense, probing, multihop collection and relaying of differences and gives no figures for them, so that there is nothing published to compare with but powers and packet parts.",
        "Network: the bound on time lets the sinks read packets without a pause and ignores relays; the bound on energy counts no listening. Neither can be reached by tags that don't know each other's schedule.",
    ];

    private static int Unfinished(ProtocolTrial[] trials) => trials.Count(trial => trial.Report.Refresh is not { IsComplete: true });
}
