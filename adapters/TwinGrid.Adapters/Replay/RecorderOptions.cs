namespace TwinGrid.Adapters.Replay;

/// <summary>How much a recorder keeps and how soon, with defaults.</summary>
public sealed record RecorderOptions
{
    /// <summary>Size in bytes at which a file is closed and the next begun; a chunk is never split. Default 256 MiB.</summary>
    public long FileBytes { get; init; } = 256L << 20;

    /// <summary>Most files kept; the oldest is removed when one more is begun. Default all.</summary>
    public int MostFiles { get; init; } = int.MaxValue;

    /// <summary>How long what was recorded may wait for the disk: that much a loss of power can cost. Default one second.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Refuses options that can't be.</summary>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public void Require()
    {
        if (FileBytes < 1 || MostFiles < 1 || FlushEvery < TimeSpan.Zero)
        {
            throw new BadInputException("recorder", 0, "a file of at least one byte, at least one file and no time below zero", FormattableString.Invariant($"{FileBytes}, {MostFiles}, {FlushEvery}"));
        }
    }
}
