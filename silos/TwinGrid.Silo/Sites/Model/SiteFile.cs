using System.Net;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Silo.Sites.Model;

/// <summary>A site as its file describes it, checked.</summary>
/// <param name="Name">Name of the site in the keys of its twins.</param>
public sealed record SiteFile(string Name)
{
    /// <summary>What the site is, for people; empty for nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>Areas in which tags are localized together.</summary>
    public IReadOnlyList<SiteRegion> Regions { get; init; } = [];

    /// <summary>Readers with their antennas.</summary>
    public IReadOnlyList<SiteReader> Readers { get; init; } = [];

    /// <summary>Sources of continuous wave.</summary>
    public IReadOnlyList<SiteExciter> Exciters { get; init; } = [];

    /// <summary>Reflection palettes by name, beside the standard one.</summary>
    public IReadOnlyDictionary<string, ReflectionPalette> Palettes { get; init; } = new Dictionary<string, ReflectionPalette>();

    /// <summary>What reports observations.</summary>
    public IReadOnlyList<SiteAdapter> Adapters { get; init; } = [];

    /// <summary>Cold-chain rules by name.</summary>
    public IReadOnlyList<SiteRules> Rules { get; init; } = [];

    /// <summary>Kinds of things that get rules when they are first seen.</summary>
    public IReadOnlyList<SiteProduct> Products { get; init; } = [];

    /// <summary>Things whose tags are known beforehand.</summary>
    public IReadOnlyList<SiteObject> Objects { get; init; } = [];

    /// <summary>Whom alerts go to.</summary>
    public SiteAlerts Alerts { get; init; } = new();

    /// <summary>Where observations are recorded; null for nowhere.</summary>
    public SiteRecording? Recording { get; init; }

    /// <summary>Address at which feeds alone are served, beside that of the service; null for none.</summary>
    public IPEndPoint? FeedAddress { get; init; }

    /// <summary>Questions that its scenario's report answers.</summary>
    public IReadOnlyList<SiteQuestion> Report { get; init; } = [];

    /// <summary>Files that this one refers to, with their whole paths: when they change the site has changed.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
}
