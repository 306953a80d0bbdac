using System.Collections.Immutable;
using System.Numerics;
using MathNet.Numerics.Statistics;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>
/// Reads slots by making the baseband of each antenna and decoding it. Replies of the antennas are joined by their random bits; a
/// slot counts as resolved when two antennas (or the only one) resolve it into the same number of replies. Edges are within 6 dB of
/// each other and 15 dB above a sample's noise, as in the collision figures.
/// </summary>
/// <param name="resolvedShares">What the reader's frames are planned with.</param>
internal sealed class DecodedSlots(ImmutableArray<double> resolvedShares) : ISlotReader
{
    private const double SignalToNoise = 15;
    private const double LargestError = 5 * Math.PI / 180;

    /// <inheritdoc/>
    public ImmutableArray<double> ResolvedShares => resolvedShares;

    /// <summary>Measures the decoder on slots of one to four tags.</summary>
    /// <param name="context">Runs the trials.</param>
    /// <param name="slots">Slots of each order.</param>
    /// <param name="to">Share of the run done at the end.</param>
    public static ReplyErrorModel Measure(ReproductionContext context, int slots, double to)
    {
        List<double> shares = [], misreads = [], phases = [], lengths = [];
        var decoder = new DecodedSlots([]);
        for (int order = 1; order <= ReplyOptions.Standard.MaximumTags; order++)
        {
            (SlotReading Reading, SyntheticReply[] Truth, double Leakage)[] outcomes = context.Repeat(slots, $"decode {order}", to * (order - 1) / 4, to * order / 4, seed =>
            {
                var random = new SeededRandom(seed);
                SyntheticReply[] truth = [.. Enumerable.Range(0, order).Select(_ => SlotSynthesis.Draw(random))];
                SlotReceiver receiver = SlotReceiver.AtRatio(SignalToNoise, random);
                return (SlotDecoder.Decode(SlotSynthesis.Create(truth, receiver, random), ReplyOptions.Standard), truth, receiver.Leakage.Phase);
            });
            var resolved = outcomes.Where(outcome => outcome.Reading.Kind == SlotKind.Resolved).ToArray();
            var errors = resolved.SelectMany(outcome => outcome.Reading.Replies.Select(reply => Error(reply, outcome.Truth, outcome.Leakage))).ToArray();
            var right = errors.Where(error => error.Phase <= LargestError).ToArray();
            int wrong = resolved.Count(outcome => outcome.Reading.Replies.Count != order
                || outcome.Reading.Replies.Any(reply => !(Error(reply, outcome.Truth, outcome.Leakage).Phase <= LargestError)));
            shares.Add((double)resolved.Length / slots);
            misreads.Add((wrong + 0.5) / (resolved.Length + 1));
            phases.Add(Math.Max(1e-3, right.Select(error => error.Phase).RootMeanSquare()));
            lengths.Add(Math.Max(1e-2, right.Select(error => error.Length).RootMeanSquare()));
        }

        return new ReplyErrorModel([.. shares], [.. misreads], [.. phases], [.. lengths]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TagProfile>? Read(IReadOnlyList<SentReply> replies, SeededRandom random)
    {
        if (replies.Count > resolvedShares.Length)
        {
            return null;
        }

        int antennas = replies[0].Phases.Length;
        SyntheticReply[] drawn = [.. replies.Select(reply => SlotSynthesis.Draw(random) with { Length = reply.Length })];
        SlotReading[] readings = [.. Enumerable.Range(0, antennas).Select(a => Decode(replies, drawn, a, random))];
        var agreed = readings.Where(reading => reading.Kind == SlotKind.Resolved).GroupBy(reading => reading.Replies.Count).MaxBy(group => group.Count());
        if (agreed is null || agreed.Count() < Math.Min(2, antennas))
        {
            return null;
        }

        SlotReading first = agreed.First();
        return [.. first.Replies.Select(reply => Join(reply.Bits, readings))];
    }

    private static (double Phase, double Length) Error(TagReply reply, SyntheticReply[] truth, double leakage)
    {
        SyntheticReply? sent = Array.Find(truth, sent => sent.Bits == reply.Bits);
        return sent is null
            ? (double.NaN, double.NaN)
            : (Math.Abs(AngleMath.Wrap(reply.Phase - sent.Edge.Phase + leakage)), reply.Length - sent.Length);
    }

    private static SlotReading Decode(IReadOnlyList<SentReply> replies, SyntheticReply[] drawn, int antenna, SeededRandom random)
    {
        SlotReceiver receiver = SlotReceiver.AtRatio(SignalToNoise, random);
        SyntheticReply[] received = [.. drawn.Select((reply, i) => reply with
        {
            Edge = Complex.FromPolarCoordinates(SlotSynthesis.Draw(random).Edge.Magnitude, replies[i].Phases[antenna] + receiver.Leakage.Phase),
        })];
        return SlotDecoder.Decode(SlotSynthesis.Create(received, receiver, random), ReplyOptions.Standard);
    }

    private static TagProfile Join(ushort bits, SlotReading[] readings)
    {
        double[] phases = new double[readings.Length], deviations = new double[readings.Length];
        var lengths = new List<double>();
        double lengthDeviation = 0;
        for (int a = 0; a < readings.Length; a++)
        {
            TagReply? reply = readings[a].Replies.FirstOrDefault(reply => reply.Bits == bits);
            (phases[a], deviations[a]) = reply is null ? (double.NaN, double.NaN) : (reply.Phase, reply.PhaseDeviation);
            if (reply is not null)
            {
                lengths.Add(reply.Length);
                lengthDeviation = Math.Max(lengthDeviation, reply.LengthDeviation);
            }
        }

        return ReplyErrorModel.Profile(phases, deviations, lengths.Mean(), lengthDeviation);
    }
}
