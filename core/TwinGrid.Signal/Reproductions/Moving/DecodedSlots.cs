using System.Collections.Immutable;
using System.Numerics;
using MathNet.Numerics.Statistics;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>
/// Reads slots by making the baseband of each antenna and decoding all of them together, at the ratio to the noise and with the
/// spread of strengths of the collision figures. Each antenna receives each tag at a strength of its own.
/// </summary>
/// <param name="resolvedShares">What the reader's frames are planned with.</param>
internal sealed class DecodedSlots(ImmutableArray<double> resolvedShares) : ISlotReader
{
    private const double LargestError = 5 * Math.PI / 180;

    /// <inheritdoc/>
    public ImmutableArray<double> ResolvedShares => resolvedShares;

    /// <summary>Measures the decoder on slots of one to four tags.</summary>
    /// <param name="context">Runs the trials.</param>
    /// <param name="antennas">Antennas that receive each slot.</param>
    /// <param name="slots">Slots of each order.</param>
    /// <param name="to">Share of the run done at the end.</param>
    public static ReplyErrorModel Measure(ReproductionContext context, int antennas, int slots, double to)
    {
        List<double> shares = [], phases = [], lengths = [];
        int read = 0, wrong = 0;
        int most = ReplyOptions.Standard.MaximumTags;
        for (int order = 1; order <= most; order++)
        {
            Outcome[] outcomes = context.Repeat(slots, $"decode {order}", to * (order - 1) / most, to * order / most, seed =>
            {
                var random = new SeededRandom(seed);
                SentReply[] sent = [.. Enumerable.Range(0, order).Select(_ => new SentReply(
                    [.. Enumerable.Range(0, antennas).Select(_ => random.NextUniform(-Math.PI, Math.PI))], SlotSynthesis.Draw(random).Length))];
                return Outcome.Of(sent, Decode(sent, random));
            });
            Outcome[] resolved = [.. outcomes.Where(outcome => outcome.IsResolved)];
            Outcome[] right = [.. resolved.Where(outcome => outcome.LargestPhaseError <= LargestError)];
            shares.Add((double)resolved.Length / slots);
            read += resolved.Length;
            wrong += resolved.Length - right.Length;
            phases.Add(Math.Max(1e-3, right.SelectMany(outcome => outcome.PhaseErrors).RootMeanSquare()));
            lengths.Add(Math.Max(1e-2, right.SelectMany(outcome => outcome.LengthErrors).RootMeanSquare()));
        }

        // Half an event more than was seen: that none was is not that none can be.
        return new ReplyErrorModel([.. shares], (wrong + 0.5) / (read + 1), [.. phases], [.. lengths]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TagProfile>? Read(IReadOnlyList<SentReply> replies, SeededRandom random)
    {
        if (replies.Count > resolvedShares.Length || Decode(replies, random) is not { Kind: SlotKind.Resolved } reading)
        {
            return null;
        }

        return [.. reading.Replies.Select(reply => ReplyErrorModel.Profile(
            [.. reply.Antennas.Select(antenna => antenna.Phase)],
            [.. reply.Antennas.Select(antenna => antenna.PhaseDeviation)],
            reply.Length,
            reply.LengthDeviation))];
    }

    private static SlotReading Decode(IReadOnlyList<SentReply> replies, SeededRandom random)
    {
        SyntheticReply[] drawn = [.. replies.Select(reply => SlotSynthesis.Draw(random) with { Length = reply.Length })];
        var antennas = new ReadOnlyMemory<Complex>[replies[0].Phases.Length];
        for (int a = 0; a < antennas.Length; a++)
        {
            SlotReceiver receiver = SlotReceiver.AtRatio(CollisionFigures.Decibels, random);
            SyntheticReply[] received = [.. drawn.Select((reply, i) => reply with
            {
                Edge = Complex.FromPolarCoordinates(SlotSynthesis.Draw(random).Edge.Magnitude, replies[i].Phases[a] + receiver.Leakage.Phase),
            })];
            antennas[a] = SlotSynthesis.Create(received, receiver, random);
        }

        return SlotDecoder.Decode(antennas, ReplyOptions.Standard);
    }

    /// <summary>How a slot of known replies came out; errors in radians and samples, infinite where a reply is nobody's.</summary>
    private sealed record Outcome(bool IsResolved, double[] PhaseErrors, double[] LengthErrors)
    {
        public double LargestPhaseError => PhaseErrors.Max(Math.Abs);

        public static Outcome Of(SentReply[] sent, SlotReading reading)
        {
            if (reading.Kind != SlotKind.Resolved)
            {
                return new Outcome(false, [], []);
            }

            if (reading.Replies.Count != sent.Length)
            {
                return new Outcome(true, [double.PositiveInfinity], []);
            }

            // Each reply is held against the tag whose phases it is nearest to; two replies of one tag leave another one far.
            var pairs = reading.Replies.Select(reply => (Reply: reply, Truth: sent.MinBy(truth => Distance(reply, truth))!)).ToArray();
            return pairs.Select(pair => pair.Truth).Distinct().Count() < sent.Length
                ? new Outcome(true, [double.PositiveInfinity], [])
                : new Outcome(
                    true,
                    [.. pairs.SelectMany(pair => pair.Reply.Antennas.Select((antenna, a) => AngleMath.Wrap(antenna.Phase - pair.Truth.Phases[a])))],
                    [.. pairs.Select(pair => pair.Reply.Length - pair.Truth.Length)]);
        }

        private static double Distance(TagReply reply, SentReply truth) =>
            reply.Antennas.Select((antenna, a) => Math.Abs(AngleMath.Wrap(antenna.Phase - truth.Phases[a]))).Sum();
    }
}
