using TwinGrid.Grains.Links;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>What a region keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.region-state")]
public sealed class RegionState
{
    /// <summary>The region as planned.</summary>
    [Id(0)]
    public RegionPlan? Plan { get; set; }

    /// <summary>Anchors by name of their tag.</summary>
    [Id(1)]
    public SortedDictionary<string, Position> Anchors { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Newest estimate of each link, by its ends joined with '~'.</summary>
    [Id(2)]
    public Dictionary<string, LinkEstimate> Links { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Newest phases of each tag along the reader's track, by name of the tag.</summary>
    [Id(3)]
    public SortedDictionary<string, TrackEstimate> Tracks { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Where each tag was at the last localization, by name.</summary>
    [Id(4)]
    public SortedDictionary<string, TagLocation> Locations { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Object that each bound tag is on, by name of the tag.</summary>
    [Id(8)]
    public Dictionary<string, string> Objects { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Whether something has changed that the locations don't show yet.</summary>
    [Id(9)]
    public bool IsPending { get; set; }

    /// <summary>Objects that were heard here and may be present still; none in memory between writes.</summary>
    [Id(10)]
    public string[] Heard { get; set; } = [];

    /// <summary>How often the region has been localized.</summary>
    [Id(5)]
    public long Rounds { get; set; }

    /// <summary>Estimated standard deviation of the links' systematic phase error, in radians.</summary>
    [Id(6)]
    public double SystematicDeviationRadians { get; set; }

    /// <summary>Time that the last localization took, in seconds.</summary>
    [Id(7)]
    public double SolveSeconds { get; set; }
}
