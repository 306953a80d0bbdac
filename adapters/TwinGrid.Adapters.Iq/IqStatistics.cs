namespace TwinGrid.Adapters.Iq;

/// <summary>What a recording was found to hold.</summary>
/// <param name="Samples">Samples of each channel.</param>
/// <param name="SampleRate">Samples a second as recorded, in hertz.</param>
/// <param name="Commands">Commands of the reader that could be read.</param>
/// <param name="Empty">Slots in which nobody replied.</param>
/// <param name="Replies">Resolved slots by number of tags: entry 0 holds those with one.</param>
/// <param name="Unresolved">Slots in which somebody replied and no answer explains the signal.</param>
/// <param name="Unsupported">Slots of a link that isn't read: other than Miller-4 with the pilot, or too fast for the sample rate.</param>
/// <param name="Identified">EPC replies read, with a right check value.</param>
/// <param name="Garbled">EPC replies that were expected and not read.</param>
/// <param name="Cycles">Polling cycles.</param>
/// <param name="Partial">Cycles that began before the recording did, which are left out.</param>
public sealed record IqStatistics(
    long Samples,
    double SampleRate,
    long Commands,
    long Empty,
    IReadOnlyList<long> Replies,
    long Unresolved,
    long Unsupported,
    long Identified,
    long Garbled,
    long Cycles,
    long Partial)
{
    /// <summary>How long the recording lasts.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Samples / SampleRate);

    /// <summary>Replies of single tags that were separated, collisions included.</summary>
    public long TagReplies => Replies.Select((slots, index) => slots * (index + 1)).Sum();
}
