namespace TwinGrid.Grains.Tags;

/// <summary>What a tag's twin keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.tag-state")]
public sealed class TagState
{
    /// <summary>Recent observations that are not in the archive, as one chunk.</summary>
    [Id(0)]
    public byte[]? Recent { get; set; }

    /// <summary>Sequence numbers taken from each source, as first and last numbers of intervals; null before the first, and in memory between writes.</summary>
    [Id(1)]
    public Dictionary<string, long[]>? Taken { get; set; }

    /// <summary>Number of the next archived chunk.</summary>
    [Id(2)]
    public long NextChunk { get; set; }
}
