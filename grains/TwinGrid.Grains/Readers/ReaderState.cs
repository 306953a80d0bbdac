namespace TwinGrid.Grains.Readers;

/// <summary>What a reader keeps between activations.</summary>
[GenerateSerializer, Alias("twingrid.reader-state")]
public sealed class ReaderState
{
    /// <summary>Key of the region that the reader serves.</summary>
    [Id(0)]
    public string? RegionKey { get; set; }
}
