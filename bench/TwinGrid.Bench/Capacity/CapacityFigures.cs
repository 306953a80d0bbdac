using System.Globalization;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Bench.Capacity;

/// <summary>The unit costs of a plan: each the slope of a law through runs at three sizes, in processor time because a machine may be shared.</summary>
internal static class CapacityFigures
{
    private const double Micro = 1e6;

    /// <summary>Measures.</summary>
    /// <param name="options">How often, and whether the laws are held against larger runs.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="onStep">Told what is going on.</param>
    public static async Task<UnitCosts> MeasureAsync(CapacityOptions options, TimeProvider time, Action<string> onStep)
    {
        UnitCost silo = await SiloAsync(onStep);
        var laws = new Dictionary<string, QuantityLaw>(StringComparer.Ordinal);
        var check = new List<CheckRow>();
        foreach (Workload workload in Workload.All)
        {
            await workload.WarmUpAsync(onStep);
            List<RunCosts> runs = [.. await workload.MeasureAsync(options.Repeats, onStep)];
            RunCosts? large = null;
            if (options.ChecksLargerRuns)
            {
                // In the midst of the runs that it is held against: what else the machine does changes with the minutes.
                large = await workload.RunLargeAsync(onStep);
                runs.AddRange(await workload.MeasureAsync(options.Repeats, onStep));
            }

            IReadOnlyDictionary<string, QuantityLaw> found = QuantityLaw.Of(runs);
            check.AddRange(large is null ? [] : QuantityLaw.Check(found, large));

            // The check knows the three sizes alone; plans are of large deployments, and their costs take the larger run in as well.
            foreach ((string quantity, QuantityLaw law) in large is { Places: 1 } ? QuantityLaw.Of([.. runs, large]) : found)
            {
                laws.Add(quantity, law);
            }
        }

        var measurement = new Measurement(
            options.Command, time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Environment.ProcessorCount, Engine, Environment.Version.ToString(), options.RunsASize);
        return new UnitCosts(measurement, [.. CostsOf(laws), silo, .. AssumedCosts.All], [.. check, .. Together(check)]);
    }

    /// <summary>All runs as one deployment: the sums by resource, beside which single deviations may cancel or not.</summary>
    private static IEnumerable<CheckRow> Together(IEnumerable<CheckRow> check) => check.GroupBy(row => row.Unit).Select(rows =>
        new CheckRow("all runs together", rows.Key, rows.Sum(row => row.Fitted), rows.Sum(row => row.Size), rows.Sum(row => row.Predicted), rows.Sum(row => row.Measured)));

    private const string Engine =
#if ORLEANS
        "orleans";
#else
        "embedded";
#endif

    private static IEnumerable<UnitCost> CostsOf(Dictionary<string, QuantityLaw> laws)
    {
        double read = laws[Quantities.DoorProcessor].Law.Unit, storage = laws[Quantities.DoorStorage].Law.Unit;
        const string visit = "a thing read ten times in a second at a door of five hundred things, gone ninety seconds later; its reads taken off";
        yield return Cost(CostNames.FirstVisitProcessor, Quantities.FirstVisitProcessor, Micro, "µs", visit + "; never seen before", DoorSite.ReadsAThing * read);
        yield return Cost(CostNames.VisitProcessor, Quantities.VisitProcessor, Micro, "µs", visit + "; in a silo that has just started", DoorSite.ReadsAThing * read);
        yield return Cost(CostNames.DoorReadProcessor, Quantities.DoorProcessor, Micro, "µs", "a read of a hundred things before four antennas, ten a second each, through the durable door to the thing");
        yield return Cost(CostNames.TrackReadProcessor, Quantities.TrackProcessor, Micro, "µs", "the same with phases");
        yield return Cost(CostNames.ProbeProcessor, Quantities.ProbeProcessor, Micro, "µs", "a probe in rooms of 50 tags and 20 anchors, localization included");
        yield return Cost(CostNames.ReadingProcessor, Quantities.ReadingProcessor, Micro, "µs", "a reading of a thing with three rules, a hundred things a batch");
        yield return Cost(CostNames.EventProcessor, Quantities.EventProcessor, Micro, "µs", "an event in a document of a hundred from 64 callers, from its bytes to the commit in SQLite, three a thing");
        yield return Cost(CostNames.QueryProcessor, Quantities.QueryProcessor, Micro, "µs", "the steps of a thing with three events, out of SQLite");
        yield return Cost(CostNames.TwinMemory, Quantities.VisitHeap, 1, "bytes", "settled heap of things with one tag each, behind their first visit of ten reads, at rest");
        yield return Cost(CostNames.ReadMemory, Quantities.DoorHeap, 1, "bytes", "settled heap of a read in the recent history of its tag");
        yield return Cost(CostNames.FirstVisitStorage, Quantities.FirstVisitStorage, 1, "bytes", visit + "; states and two facts", DoorSite.ReadsAThing * storage);
        yield return Cost(CostNames.VisitStorage, Quantities.VisitStorage, 1, "bytes", visit + "; what the third visit adds", DoorSite.ReadsAThing * storage);
        yield return Cost(CostNames.ReadStorage, Quantities.DoorStorage, 1, "bytes", "a read in the compressed history of its tag");
        yield return Cost(CostNames.ProbeStorage, Quantities.ProbeStorage, 1, "bytes", "a probe in the compressed history of its tag, with the states of links");
        yield return Cost(CostNames.ReadingStorage, Quantities.ReadingStorage, 1, "bytes", "a reading in the compressed history of its tag, with the state of the rules");
        yield return Cost(CostNames.EventStorage, Quantities.EventStorage, 1, "bytes", "an event with its steps, names and indexes in SQLite");
        yield return new UnitCost(CostNames.EventWire, EventRuns.WireBytes(), "bytes", Basis.Measured, "its share of a document of a hundred object events");

        UnitCost Cost(string name, string quantity, double factor, string unit, string how, double less = 0) =>
            new(name, factor * (laws[quantity].Law.Unit - less), unit, Basis.Measured, how, laws[quantity].Spread, laws[quantity].Law);
    }

    /// <summary>Memory of the process with a silo in it that has no twins yet.</summary>
    private static async Task<UnitCost> SiloAsync(Action<string> onStep)
    {
        onStep("a silo at rest");
        using var folder = new RunFolder();
        await using TwinHost host = await TwinHost.StartAsync(folder["data"]);
        SettledHeap.Bytes();
        return new UnitCost(CostNames.SiloMemory, Environment.WorkingSet, "bytes", Basis.Measured, "working set of a process with a silo without twins");
    }
}

/// <summary>How to measure.</summary>
/// <param name="Repeats">How often each size is run; before the larger run, and as often behind it.</param>
/// <param name="ChecksLargerRuns">Whether the laws are held against a run of ten times the largest size.</param>
internal sealed record CapacityOptions(int Repeats, bool ChecksLargerRuns)
{
    private const int Default = 3, DefaultOfCheck = 2;

    /// <summary>The command line.</summary>
    public string Command => ChecksLargerRuns ? "bench capacity --check" : "bench capacity";

    /// <summary>How often each size is run in all.</summary>
    public int RunsASize => ChecksLargerRuns ? 2 * Repeats : Repeats;

    /// <summary>Reads --check and --repeats N.</summary>
    /// <exception cref="FormatException">N is no number from 1 to 99.</exception>
    public static CapacityOptions Parse(string[] arguments)
    {
        int at = Array.IndexOf(arguments, "--repeats");
        bool checks = arguments.Contains("--check");
        if (at < 0)
        {
            return new CapacityOptions(checks ? DefaultOfCheck : Default, checks);
        }

        string found = arguments.ElementAtOrDefault(at + 1) ?? "nothing";
        return int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out int repeats) && repeats is >= 1 and <= 99
            ? new CapacityOptions(repeats, checks)
            : throw new FormatException($"--repeats: expected a whole number from 1 to 99, found {found}");
    }
}
