using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>Measures how much faster than the reply itself a slot is decoded, on one core.</summary>
internal static class CollisionTimes
{
    private const double ReplySeconds = 7655 / 2e6;
    private const int Repeats = 9;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(0.4);

    /// <summary>Reply time over decoding time: the reply is 7,655 samples at 2 MS/s.</summary>
    /// <param name="context">Gives the clock.</param>
    /// <param name="tags">Tags in each slot.</param>
    /// <param name="decibels">Ratio of an edge of unit size to the noise.</param>
    /// <param name="decoder">The decoder.</param>
    /// <param name="slots">Different slots, decoded in turn.</param>
    /// <returns>The median over repeats of the mean over slots, with the interval of that median.</returns>
    public static Measured Ratio(ReproductionContext context, int tags, double decibels, Func<CollisionSlot, SlotReading> decoder, int slots)
    {
        CollisionSlot[] drawn = [.. Enumerable.Range(0, slots).Select(i => CollisionSlot.Draw(tags, decibels, new SeededRandom(context.Seed + (ulong)(1000 * tags + i))))];
        long start = context.Time.GetTimestamp();
        do
        {
            Array.ForEach(drawn, slot => decoder(slot));
        }
        while (context.Time.GetElapsedTime(start) < _warmUp && !context.CancellationToken.IsCancellationRequested && context.Time.GetElapsedTime(start) > TimeSpan.Zero);

        double[] ratios = new double[Repeats];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            start = context.Time.GetTimestamp();
            Array.ForEach(drawn, slot => decoder(slot));
            ratios[repeat] = ReplySeconds * slots / context.Time.GetElapsedTime(start).TotalSeconds;
        }

        return Measured.Median(ratios);
    }
}
