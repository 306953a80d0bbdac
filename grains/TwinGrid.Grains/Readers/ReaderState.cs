using TwinGrid.Signal.Motion;

namespace TwinGrid.Grains.Readers;

/// <summary>What a reader keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.reader-state")]
public sealed class ReaderState
{
    /// <summary>Key of the region that the reader serves.</summary>
    [Id(0)]
    public string? RegionKey { get; set; }

    /// <summary>What inventories have taught of each tag, by its name.</summary>
    [Id(1)]
    public SortedDictionary<string, RestingTag> Tags { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of the polling cycles taken from each source, as first and last numbers of intervals.</summary>
    [Id(2)]
    public Dictionary<string, long[]> Taken { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Recent polling cycles that are not in the archive, as one chunk.</summary>
    [Id(3)]
    public byte[]? Recent { get; set; }

    /// <summary>Number of the next archived chunk.</summary>
    [Id(4)]
    public long NextChunk { get; set; }

    /// <summary>Time of the newest inventory; older ones that come late teach nothing.</summary>
    [Id(5)]
    public DateTimeOffset LastInventory { get; set; }

    /// <summary>Zones that its antennas overlook, by port.</summary>
    [Id(6)]
    public SortedDictionary<int, string> Zones { get; set; } = [];
}

/// <summary>What a reader knows of a tag.</summary>
/// <param name="Profile">Sums over the inventories since it last moved.</param>
/// <param name="Reads">Inventories that heard it since then; halved now and then, as the profile's weight is.</param>
/// <param name="IsAway">Whether the last inventory didn't hear it: its length is known and its place is not.</param>
/// <param name="LastHeard">When an inventory last heard it.</param>
[GenerateSerializer, Immutable, Alias("twingrid.resting-tag")]
public sealed record RestingTag(
    [property: Id(0)] ProfileAccumulator Profile,
    [property: Id(1)] int Reads,
    [property: Id(2)] bool IsAway,
    [property: Id(3)] DateTimeOffset LastHeard);
