using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Regions;

namespace TwinGrid.Grains.Objects;

/// <summary>What an object keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.object-state")]
public sealed class ObjectState
{
    /// <summary>Newest location of each of its tags, by name.</summary>
    [Id(0)]
    public SortedDictionary<string, TagLocation> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Names of the tags that had moved at their last update: the votes for motion.</summary>
    [Id(3)]
    public SortedSet<string> Moved { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The object as last told, or null before it was ever observed.</summary>
    [Id(1)]
    public ObjectSnapshot? Current { get; set; }

    /// <summary>Where it has been, oldest first.</summary>
    [Id(2)]
    public List<ObjectPosition> History { get; set; } = [];

    /// <summary>Facts that may not be in the log yet.</summary>
    [Id(5)]
    public List<FactEntry> Pending { get; set; } = [];

    /// <summary>What its tags last voted in a polling cycle; null before the first.</summary>
    [Id(4)]
    public ObjectMotionState? Motion { get; set; }
}
