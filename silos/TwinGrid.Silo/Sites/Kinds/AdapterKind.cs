using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>A kind of adapter: what its entry may say, and what becomes of it.</summary>
/// <param name="Name">The name that entries give as their kind.</param>
/// <param name="Meaning">What it reads, in one line.</param>
/// <param name="Keys">Keys of an entry beside those that every adapter has.</param>
/// <param name="Read">Reads an entry; null when a fault was added.</param>
public sealed record AdapterKind(string Name, string Meaning, IReadOnlyList<SiteKey> Keys, Func<AdapterEntry, AdapterSetting?> Read);

/// <summary>The entry of one adapter.</summary>
/// <param name="Name">Name of the adapter.</param>
/// <param name="Place">Its keys.</param>
/// <param name="Folder">Folder of the site file: where paths begin.</param>
public sealed record AdapterEntry(string Name, ConfigPlace Place, string Folder)
{
    /// <summary>A path of the entry as a whole path; null where there is none.</summary>
    public string? File(string key) => Place[key].FilePath(Folder);
}

/// <summary>An adapter as its entry describes it, ready to be opened.</summary>
public abstract record AdapterSetting
{
    /// <summary>Whether the source ends when it has told everything, so that an end is no failure.</summary>
    public virtual bool Ends => false;

    /// <summary>Whether the source is made for its region, so that it begins anew when that changes.</summary>
    public virtual bool DependsOnRegion => false;

    /// <summary>Whether its reader must have antennas.</summary>
    public virtual bool NeedsAntennas => false;

    /// <summary>When what it plays is over, by its own times; null where that isn't known.</summary>
    public virtual DateTimeOffset? Until => null;

    /// <summary>What it will bring, for those who plan; null where that isn't known beforehand, as of a reader.</summary>
    public virtual SourceLoad? Load => null;

    /// <summary>In one line for people: where it listens, or what it plays.</summary>
    public abstract string Summary { get; }

    /// <summary>Anchors that the source brings with it, as a simulation does; they join those of its region.</summary>
    /// <param name="region">The region that it plays in.</param>
    public virtual IReadOnlyList<SiteAnchor> AnchorsIn(SiteRegion region) => [];

    /// <summary>Adds faults where the setting contradicts its region or reader.</summary>
    /// <param name="region">The region that its reader serves.</param>
    /// <param name="reader">Its reader.</param>
    public virtual void Check(SiteRegion region, SiteReader reader)
    {
    }

    /// <summary>Opens the source; nothing is connected until it is read.</summary>
    /// <exception cref="ArgumentException">The options contradict one another or the reader.</exception>
    public abstract IObservationSource Open(AdapterOpening opening);
}

/// <summary>What an adapter is opened with.</summary>
/// <param name="Name">Name of the adapter.</param>
/// <param name="Region">The region that its reader serves.</param>
/// <param name="Reader">Its reader.</param>
/// <param name="Exciters">Exciters of the site.</param>
/// <param name="Time">The clock.</param>
public sealed record AdapterOpening(string Name, SiteRegion Region, SiteReader Reader, IReadOnlyList<SiteExciter> Exciters, TimeProvider Time);

/// <summary>What a source brings, over all of its things.</summary>
/// <param name="Things">Things with a tag each.</param>
/// <param name="Reads">Reads a day.</param>
/// <param name="Visits">Stays a day: comings to a zone.</param>
/// <param name="Readings">Sensor readings a day.</param>
public sealed record SourceLoad(double Things, double Reads, double Visits, double Readings);
