namespace TwinGrid.Bench.Capacity;

/// <summary>What a run cost, by quantity.</summary>
/// <param name="size">How many there were of what it is about.</param>
/// <param name="places">How many times as many places there were as in the runs that laws are fitted to.</param>
internal sealed class RunCosts(double size, double places = 1) : Dictionary<string, double>(StringComparer.Ordinal)
{
    /// <summary>How many there were of what it is about.</summary>
    public double Size => size;

    /// <summary>How many times as many places there were as in the runs that laws are fitted to.</summary>
    public double Places => places;

    /// <summary>Seconds of processor time, over all cores, that some work takes: its own, the collector's and the storage's.</summary>
    public static async Task<double> ProcessorAsync(Func<Task> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}

/// <summary>What runs measure.</summary>
internal static class Quantities
{
    public const string FirstVisitProcessor = "first visits, processor s";
    public const string VisitProcessor = "later visits, processor s";
    public const string VisitHeap = "resident things, heap bytes";
    public const string FirstVisitStorage = "first visits, storage bytes";
    public const string VisitStorage = "later visits, storage bytes";
    public const string DoorProcessor = "reads without phase, processor s";
    public const string DoorHeap = "reads in memory, heap bytes";
    public const string DoorStorage = "reads without phase, storage bytes";
    public const string TrackProcessor = "reads with phase, processor s";
    public const string TrackStorage = "reads with phase, storage bytes";
    public const string ReadingProcessor = "sensor readings, processor s";
    public const string ReadingStorage = "sensor readings, storage bytes";
    public const string ProbeProcessor = "probes, processor s";
    public const string ProbeStorage = "probes, storage bytes";
    public const string EventProcessor = "events, processor s";
    public const string EventStorage = "events, storage bytes";
    public const string QueryProcessor = "traces, processor s";

    /// <summary>Whether each piece is put into the trees of one store.</summary>
    public static bool IsOfTree(string quantity) => quantity == EventProcessor;

    /// <summary>What a quantity is of.</summary>
    public static string NameOf(string quantity) => quantity[..quantity.LastIndexOf(',')];

    /// <summary>Its unit.</summary>
    public static string UnitOf(string quantity) => quantity[(quantity.LastIndexOf(',') + 2)..];
}
