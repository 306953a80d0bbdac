namespace TwinGrid.Grains.Links;

/// <summary>What the link of two tags keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.link-state")]
public sealed class LinkState
{
    /// <summary>The last probe of either direction, as a chunk.</summary>
    [Id(0)]
    public byte[]? LastProbes { get; set; }

    /// <summary>The last estimate.</summary>
    [Id(1)]
    public LinkEstimate? Estimate { get; set; }
}

/// <summary>What the link of a reader and a tag keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.reader-link-state")]
public sealed class ReaderLinkState
{
    /// <summary>The phases gathered so far.</summary>
    [Id(0)]
    public TrackEstimate? Track { get; set; }

    /// <summary>Sequence numbers taken from each source, as first and last numbers of intervals.</summary>
    [Id(1)]
    public Dictionary<string, long[]> Taken { get; set; } = new(StringComparer.Ordinal);
}
