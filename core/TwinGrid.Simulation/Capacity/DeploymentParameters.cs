namespace TwinGrid.Simulation.Capacity;

/// <summary>A number that a deployment may give.</summary>
/// <param name="Key">Its key in a parameter file; a dot leads into a map.</param>
/// <param name="Meaning">What it says, with its unit.</param>
/// <param name="Why">Why the default is what it is; empty for one that must be given.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Largest value.</param>
/// <param name="Get">Takes it from a deployment.</param>
/// <param name="With">Puts it into a deployment.</param>
public sealed record DeploymentParameter(
    string Key, string Meaning, string Why, double Least, double Most, Func<Deployment, double> Get, Func<Deployment, double, Deployment> With)
{
    /// <summary>Whether it has no default.</summary>
    public bool IsNeeded => Why.Length == 0;
}

/// <summary>Every number of a deployment: the one table that the reader of files, the reference and the sensitivities follow.</summary>
public static class DeploymentParameters
{
    private const double Most = 1e15;

    /// <summary>Key of the map of reads by kind of reader.</summary>
    public const string Reads = "reads_a_tag_a_day";

    /// <summary>Key of the map of a silo's size.</summary>
    public const string Silo = "silo";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DeploymentParameter> All { get; } =
    [
        new("objects", "things that exist at one time", "", 1, Most, one => one.Objects, (one, value) => one with { Objects = value }),
        new("tags_an_object", "tags on a thing", "most things carry one", 1, 100, one => one.TagsPerObject, (one, value) => one with { TagsPerObject = value }),
        new("life_days", "days that a thing exists before another takes its place", "a year of use", 0.01, 1e5, one => one.LifeDays, (one, value) => one with { LifeDays = value }),
        new("resident_share", "share of twins in memory: heard within the idle time of 15 minutes", "three quarters of an hour with a reader a day and the idle time behind it", 0, 1, one => one.ResidentShare, (one, value) => one with { ResidentShare = value }),
        new("visits_a_day", "times a day that a thing comes to a place and leaves it", "one stay a day", 0, 1e5, one => one.VisitsPerDay, (one, value) => one with { VisitsPerDay = value }),
        new(Reads + ".door", "reads a tag a day by readers that stand still and report no phase", "ten reads a visit", 0, 1e8, one => one.DoorReads, (one, value) => one with { DoorReads = value }),
        new(Reads + ".track", "reads a tag a day whose phases locate it", "no such readers", 0, 1e8, one => one.TrackReads, (one, value) => one with { TrackReads = value }),
        new(Reads + ".network", "probes of a tag by its neighbours a day", "no such tags", 0, 1e8, one => one.Probes, (one, value) => one with { Probes = value }),
        new("readings_a_day", "sensor readings a thing a day, judged by rules", "no sensors", 0, 1e8, one => one.ReadingsPerDay, (one, value) => one with { ReadingsPerDay = value }),
        new("events_a_day", "EPCIS events a thing a day", "one business step a day", 0, 1e5, one => one.EventsPerDay, (one, value) => one with { EventsPerDay = value }),
        new("queries_a_second", "traces and look-ups a second", "a few people who ask", 0, 1e9, one => one.QueriesPerSecond, (one, value) => one with { QueriesPerSecond = value }),
        new("regions", "regions in which tags are localized together", "one place", 1, Most, one => one.Regions, (one, value) => one with { Regions = value }),
        new("readers", "readers", "one reader", 1, Most, one => one.Readers, (one, value) => one with { Readers = value }),
        new("anchors", "tags whose places are known", "no localization", 0, Most, one => one.Anchors, (one, value) => one with { Anchors = value }),
        new("localizations_a_day", "times a day that a tag takes part in a localization by probing", "no localization", 0, 1e6, one => one.LocalizationsPerDay, (one, value) => one with { LocalizationsPerDay = value }),
        new("neighbours", "tags that a tag hears", "50 tags and 20 anchors on 16 m² with links of 2 m have some 30; a shelf has fewer", 0, 1000, one => one.Neighbours, (one, value) => one with { Neighbours = value }),
        new("retention_days", "days that events, facts and states of things that are gone are kept", "a year of records", 0, 1e5, one => one.RetentionDays, (one, value) => one with { RetentionDays = value }),
        new("history_days", "days that histories of observations are kept", "a month in which someone may ask", 0, 1e5, one => one.HistoryDays, (one, value) => one with { HistoryDays = value }),
        new("peak_to_mean", "the busiest time over the mean", "work in eight hours of a day", 1, 1000, one => one.PeakToMean, (one, value) => one with { PeakToMean = value }),
        new("utilisation", "share of its cores that a silo is to use at the busiest time", "what queues bear without long waits", 0.05, 1, one => one.Utilisation, (one, value) => one with { Utilisation = value }),
        new("memory_headroom", "memory to provide over memory in use", "a collected heap grows between collections", 1, 10, one => one.MemoryHeadroom, (one, value) => one with { MemoryHeadroom = value }),
        new("copies", "copies of what is stored", "a standby beside the database", 1, 10, one => one.Copies, (one, value) => one with { Copies = value }),
        new(Silo + ".cores", "cores of a silo", "a common machine", 1, 1024, one => one.SiloCores, (one, value) => one with { SiloCores = value }),
        new(Silo + ".memory_gb", "memory of a silo, 10⁹ bytes", "a common machine", 1, 65536, one => one.SiloMemoryGigabytes, (one, value) => one with { SiloMemoryGigabytes = value }),
    ];

    /// <summary>A parameter by its key.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static DeploymentParameter Of(string key) => All.First(parameter => parameter.Key == key);

    /// <summary>Requires every number of a deployment to be in its range.</summary>
    /// <exception cref="ArgumentException">One is not; the message names it with what was expected and found.</exception>
    public static void Require(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        foreach (DeploymentParameter parameter in All)
        {
            double found = parameter.Get(deployment);
            if (!(found >= parameter.Least && found <= parameter.Most))
            {
                throw new ArgumentException(FormattableString.Invariant($"{parameter.Key}: expected a number from {parameter.Least} to {parameter.Most}, found {found}"), nameof(deployment));
            }
        }
    }
}
