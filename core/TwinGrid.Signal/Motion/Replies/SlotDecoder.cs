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
        Check(samples, options);
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

    /// <summary>
    /// Decodes a slot that several antennas received at once. The tags' clocks and bits are common to all antennas and only the edges
    /// differ, so it is enough that the replies can be separated at one of them; the answer must leave no more than the noise at each.
    /// </summary>
    /// <param name="antennas">The slot at each antenna, from the same first sample on.</param>
    /// <param name="options">What the reader knows of the slot.</param>
    /// <returns>
    /// The reading of the antenna that separated the replies, each reply with its edge at every antenna in
    /// <see cref="TagReply.Antennas"/>; otherwise that of the first antenna which heard a reply.
    /// </returns>
    /// <exception cref="ArgumentException">There is no antenna, or one's samples are refused as by the other overload.</exception>
    public static SlotReading Decode(IReadOnlyList<ReadOnlyMemory<Complex>> antennas, ReplyOptions options)
    {
        ArgumentNullException.ThrowIfNull(antennas);
        if (antennas.Count == 0)
        {
            throw new ArgumentException("expected one antenna or more, found none", nameof(antennas));
        }

        SlotReading? declined = null;
        for (int lead = 0; lead < antennas.Count; lead++)
        {
            SlotReading reading = Decode(antennas[lead].Span, options);
            if (reading.Kind == SlotKind.Resolved && TryJoin(antennas, lead, reading, options, out TagReply[] replies))
            {
                return reading with { Replies = replies };
            }

            if (declined is null || declined.Kind == SlotKind.Empty)
            {
                // Separated here, but another antenna hears more: not an answer.
                declined = reading.Kind == SlotKind.Resolved
                    ? reading with { Kind = SlotKind.Unresolved, Replies = [], Reason = DeclineReason.Residual }
                    : reading;
            }
        }

        return declined!;
    }

    private static bool TryJoin(
        IReadOnlyList<ReadOnlyMemory<Complex>> antennas, int lead, SlotReading reading, ReplyOptions options, out TagReply[] replies)
    {
        var edges = new AntennaEdge[reading.Replies.Count][];
        for (int tag = 0; tag < edges.Length; tag++)
        {
            edges[tag] = new AntennaEdge[antennas.Count];
            edges[tag][lead] = reading.Replies[tag].Antennas[0];
        }

        bool isJoined = true;
        for (int antenna = 0; antenna < antennas.Count && isJoined; antenna++)
        {
            isJoined = antenna == lead || TryEdges(antennas[antenna].Span, reading.Replies, options, antenna, edges);
        }

        replies = [.. reading.Replies.Select((reply, tag) => reply with { Antennas = edges[tag] })];
        return isJoined;
    }

    /// <summary>Edges of known replies at another antenna; false when they don't explain what it received.</summary>
    private static bool TryEdges(ReadOnlySpan<Complex> samples, IReadOnlyList<TagReply> replies, ReplyOptions options, int antenna, AntennaEdge[][] edges)
    {
        Check(samples, options);
        var work = new SlotWork(samples.Length);
        try
        {
            Complex leakage = SlotSearch.Reduce(work, options, samples, out double blockNoise, out _);
            var fits = new TagFits();
            Span<TagFit> tags = ((Span<TagFit>)fits)[..replies.Count];
            for (int tag = 0; tag < tags.Length; tag++)
            {
                tags[tag] = new TagFit { Onset = replies[tag].Onset, Length = replies[tag].Length, Bits = replies[tag].Bits };
                ReplyWaveform.Render(work, tag, tags[tag]);
            }

            if (!JointFit.TryEdges(work, tags, out _, out double residual) || !(residual <= options.ResidualLimit * blockNoise))
            {
                return false;
            }

            for (int tag = 0; tag < tags.Length; tag++)
            {
                edges[tag][antenna] = SlotSearch.ToEdge(tags[tag], leakage, residual);
            }

            return true;
        }
        finally
        {
            work.Return();
        }
    }

    private static void Check(ReadOnlySpan<Complex> samples, ReplyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (samples.Length < options.LeastSamples)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"expected {options.LeastSamples} samples or more, found {samples.Length}"), nameof(samples));
        }
    }
}
