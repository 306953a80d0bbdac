using System.Globalization;
using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// Separates the replies of a slot, be it empty, a singleton or a collision of up to four tags. Clusters of the I-Q plane propose the
/// edges (Wang et al., section 5); each tag's onset, link frequency and bits follow from its own states; then all parameters are fitted
/// jointly to the whole slot, and the answer is given only if it leaves no more than the noise.
/// </summary>
public static class SlotDecoder
{
    /// <summary>Decodes a slot that one antenna received.</summary>
    /// <param name="samples">The slot's complex baseband at 2 MS/s, from the end of the reader's command.</param>
    /// <param name="options">What the reader knows of the slot.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the slot is too short or holds a NaN or infinite sample.</exception>
    public static SlotReading Decode(ReadOnlySpan<Complex> samples, ReplyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (samples.Length < options.LeastSamples)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"expected {options.LeastSamples} samples or more, found {samples.Length}"), nameof(samples));
        }

        var work = new SlotWork(samples.Length);
        try
        {
            return new SlotSearch(work, options, samples).Run();
        }
        finally
        {
            work.Return();
        }
    }
}
