namespace TwinGrid.Grains.Adapters;

/// <summary>What an adapter keeps between activations, as of its last checkpoint.</summary>
[GenerateSerializer, Alias("twingrid.adapter-state")]
public sealed class AdapterState
{
    /// <summary>Key of the reader that the session's observations belong to.</summary>
    [Id(0)]
    public string? ReaderKey { get; set; }

    /// <summary>Sequence numbers accepted from each source, as first and last numbers of intervals.</summary>
    [Id(1)]
    public Dictionary<string, long[]> Accepted { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Observations accepted since the first.</summary>
    [Id(2)]
    public long AcceptedCount { get; set; }

    /// <summary>Observations dropped as repeated since the first.</summary>
    [Id(3)]
    public long RepeatedCount { get; set; }

    /// <summary>Number of the next journal entry.</summary>
    [Id(4)]
    public long NextEntry { get; set; }
}
