using TwinGrid.Simulation.World;

namespace TwinGrid.Silo.Worlds;

/// <summary>A simulated world to be lived through by resident twins.</summary>
public sealed record LiveOptions
{
    /// <summary>The world.</summary>
    public required WorldModel World { get; init; }

    /// <summary>Twins wanted: a thing has two, its tag's and its own. Rounded up to whole cases of 24 things.</summary>
    public required long Twins { get; init; }

    /// <summary>Things wanted.</summary>
    public long Things => (Twins + LiveOutcome.TwinsPerThing - 1) / LiveOutcome.TwinsPerThing;

    /// <summary>How many seconds of the world go by in one of the machine, at most: where the twins can't keep up, fewer do.</summary>
    public double Speed { get; init; } = 3600;

    /// <summary>Ends when the twins have had so many observations each, on average; infinite for no such end.</summary>
    public double ObservationsEach { get; init; } = 10;

    /// <summary>Ends after so much time of the machine; null for no such end.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Folder for what the twins keep.</summary>
    public required string DataFolder { get; init; }
}

/// <summary>How far the twins have come.</summary>
/// <param name="Seconds">Seconds of the machine since the first observation was due.</param>
/// <param name="WorldSeconds">Seconds of the world that have been taken in at every centre.</param>
/// <param name="Things">Things that have been heard of, their twins resident.</param>
/// <param name="Observations">Observations taken in, durable.</param>
/// <param name="Waiting">Batches that are due and wait, at all doors together.</param>
/// <param name="Alerts">Excursions told in the log.</param>
public sealed record LiveProgress(double Seconds, double WorldSeconds, long Things, long Observations, int Waiting, int Alerts)
{
    /// <summary>Resident twins: of things and of their tags.</summary>
    public long Twins => LiveOutcome.TwinsPerThing * Things;
}

/// <summary>What a run found.</summary>
/// <param name="Progress">How far it came.</param>
/// <param name="Doors">Adapters that fed it, each with its reader and its region.</param>
/// <param name="WaitingMean">Mean number of batches that were due and waited, of all doors together.</param>
/// <param name="WaitingMost">Most of them at a time.</param>
/// <param name="AlertMilliseconds">From the moment at which a reading was handed to its door to its excursion readable in the log, rising.</param>
/// <param name="HeapBytes">Bytes of the managed heap behind a full collection, above those before the first twin, with all twins at rest.</param>
/// <param name="ResidentBytes">Bytes of memory that the process held then, all included.</param>
/// <param name="PeakBytes">Most bytes of memory that the process ever held.</param>
/// <param name="IsCancelled">Whether someone ended it.</param>
public sealed record LiveOutcome(
    LiveProgress Progress,
    int Doors,
    double WaitingMean,
    int WaitingMost,
    IReadOnlyList<double> AlertMilliseconds,
    long HeapBytes,
    long ResidentBytes,
    long PeakBytes,
    bool IsCancelled)
{
    /// <summary>Grains that live for each thing: its tag's twin and its own.</summary>
    public const int TwinsPerThing = 2;

    /// <summary>Bytes of the heap for each twin.</summary>
    public double HeapBytesPerTwin => HeapBytes / (double)Math.Max(1, Progress.Twins);

    /// <summary>Bytes of the process for each twin.</summary>
    public double ResidentBytesPerTwin => ResidentBytes / (double)Math.Max(1, Progress.Twins);

    /// <summary>Observations each twin has had, on average: one of a tag is one of its thing.</summary>
    public double ObservationsEach => Progress.Observations / (double)Math.Max(1, Progress.Things);

    /// <summary>Observations a second.</summary>
    public double ObservationsPerSecond => Progress.Observations / Progress.Seconds;

    /// <summary>How many seconds of the world went by in one of the machine.</summary>
    public double SpeedReached => Progress.WorldSeconds / Progress.Seconds;

    /// <summary>The latency of alerts below which a share of them stay, milliseconds; NaN without alerts.</summary>
    public double AlertQuantile(double share) => AlertMilliseconds.Count == 0 ? double.NaN : AlertMilliseconds[(int)(share * (AlertMilliseconds.Count - 1))];
}
