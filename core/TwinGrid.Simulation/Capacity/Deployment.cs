namespace TwinGrid.Simulation.Capacity;

/// <summary>What a deployment asks of the system. Every number is one of <see cref="DeploymentParameters.All"/>, which has meanings, ranges and defaults.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">Things that exist at one time.</param>
public sealed record Deployment(string Name, double Objects)
{
    /// <summary>What it is, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Tags on a thing.</summary>
    public double TagsPerObject { get; init; } = 1;

    /// <summary>Days that a thing exists before another takes its place.</summary>
    public double LifeDays { get; init; } = 365;

    /// <summary>Share of the twins that are resident: heard within the idle time.</summary>
    public double ResidentShare { get; init; } = 0.05;

    /// <summary>How often a day a thing comes to a place and leaves it.</summary>
    public double VisitsPerDay { get; init; } = 1;

    /// <summary>Reads a tag a day by readers that stand still and report no phase.</summary>
    public double DoorReads { get; init; } = 10;

    /// <summary>Reads a tag a day by readers whose phases locate it.</summary>
    public double TrackReads { get; init; }

    /// <summary>Probes of a tag by its neighbours a day.</summary>
    public double Probes { get; init; }

    /// <summary>Readings a thing a day by its sensors.</summary>
    public double ReadingsPerDay { get; init; }

    /// <summary>EPCIS events a thing a day.</summary>
    public double EventsPerDay { get; init; } = 1;

    /// <summary>Queries a second.</summary>
    public double QueriesPerSecond { get; init; } = 1;

    /// <summary>Regions in which tags are localized together.</summary>
    public double Regions { get; init; } = 1;

    /// <summary>Readers.</summary>
    public double Readers { get; init; } = 1;

    /// <summary>Tags whose places are known.</summary>
    public double Anchors { get; init; }

    /// <summary>Times a day that a tag takes part in a localization by probing.</summary>
    public double LocalizationsPerDay { get; init; }

    /// <summary>Tags that a tag hears.</summary>
    public double Neighbours { get; init; } = 12;

    /// <summary>Days that events, facts and states of things that are gone are kept.</summary>
    public double RetentionDays { get; init; } = 365;

    /// <summary>Days that histories of reads, probes and readings are kept.</summary>
    public double HistoryDays { get; init; } = 30;

    /// <summary>The busiest time over the mean.</summary>
    public double PeakToMean { get; init; } = 3;

    /// <summary>Share of its cores that a silo is to use at the busiest time.</summary>
    public double Utilisation { get; init; } = 0.6;

    /// <summary>Memory to provide over memory in use.</summary>
    public double MemoryHeadroom { get; init; } = 2;

    /// <summary>Copies of what is stored.</summary>
    public double Copies { get; init; } = 2;

    /// <summary>Cores of a silo.</summary>
    public double SiloCores { get; init; } = 16;

    /// <summary>Memory of a silo, in GB of 10⁹ bytes.</summary>
    public double SiloMemoryGigabytes { get; init; } = 64;

    /// <summary>Why parameters have the value that they have, by key: the words of whoever set them.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();

    /// <summary>Keys of the parameters that nobody set.</summary>
    public IReadOnlySet<string> Defaulted { get; init; } = new HashSet<string>();
}
