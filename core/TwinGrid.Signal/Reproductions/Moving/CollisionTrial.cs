using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>A made-up slot and its truth.</summary>
/// <param name="Tags">The tags that reply.</param>
/// <param name="Receiver">The receiver.</param>
/// <param name="Samples">The slot's baseband.</param>
internal sealed record CollisionSlot(SyntheticReply[] Tags, SlotReceiver Receiver, Complex[] Samples)
{
    /// <summary>A slot with tags as <see cref="SlotSynthesis.Draw"/> makes them.</summary>
    public static CollisionSlot Draw(int tags, double decibels, SeededRandom random)
    {
        SyntheticReply[] replies = [.. Enumerable.Range(0, tags).Select(_ => SlotSynthesis.Draw(random))];
        SlotReceiver receiver = SlotReceiver.AtRatio(decibels, random);
        return new CollisionSlot(replies, receiver, SlotSynthesis.Create(replies, receiver, random));
    }

    /// <summary>The same slot at another antenna: the same clocks and bits, other edges, other noise.</summary>
    public CollisionSlot AtOtherAntenna(double decibels, SeededRandom random)
    {
        SyntheticReply[] replies = [.. Tags.Select(tag => tag with { Edge = SlotSynthesis.Draw(random).Edge })];
        SlotReceiver receiver = SlotReceiver.AtRatio(decibels, random);
        return new CollisionSlot(replies, receiver, SlotSynthesis.Create(replies, receiver, random));
    }
}

/// <summary>How a decoder did on one slot.</summary>
/// <param name="IsResolved">It gave an answer.</param>
/// <param name="IsRight">The answer has the right number of tags, each phase within 15° of its own tag's.</param>
/// <param name="BitErrors">Wrong bits of a right answer.</param>
/// <param name="PhaseErrors">Phase errors of a right answer, in degrees, not negative; otherwise none.</param>
/// <param name="LengthErrors">Length errors of a right answer, in samples; otherwise none.</param>
internal sealed record CollisionOutcome(bool IsResolved, bool IsRight, int BitErrors, double[] PhaseErrors, double[] LengthErrors)
{
    private const double Degree = Math.PI / 180, Tolerance = 15;

    /// <summary>Holds a reading against the truth; replies and tags are paired by the nearest edge, the strongest reply first.</summary>
    public static CollisionOutcome Of(SlotReading reading, CollisionSlot slot)
    {
        bool isResolved = reading.Kind == SlotKind.Resolved;
        if (!isResolved || reading.Replies.Count != slot.Tags.Length)
        {
            return new CollisionOutcome(isResolved, false, 0, [], []);
        }

        List<SyntheticReply> left = [.. slot.Tags];
        var phases = new double[slot.Tags.Length];
        var lengths = new double[slot.Tags.Length];
        int bits = 0;
        for (int i = 0; i < phases.Length; i++)
        {
            TagReply reply = reading.Replies[i];
            SyntheticReply tag = left.MinBy(candidate => (candidate.Edge - reply.Edge).Magnitude)!;
            left.Remove(tag);
            phases[i] = Math.Abs(AngleMath.Wrap(reply.Phase - (tag.Edge.Phase - slot.Receiver.Leakage.Phase))) / Degree;
            lengths[i] = reply.Length - tag.Length;
            bits += BitOperations.PopCount((uint)(reply.Bits ^ tag.Bits));
        }

        return phases.Max() <= Tolerance ? new CollisionOutcome(true, true, bits, phases, lengths) : new CollisionOutcome(true, false, 0, [], []);
    }
}

/// <summary>One slot under both decoders.</summary>
/// <param name="Ours">This project's decoder.</param>
/// <param name="Faithful">The published rule; none where it does not apply.</param>
/// <param name="Bounds">Cramér–Rao bounds of the phases, in degrees; none where they were not asked for.</param>
/// <param name="Distance">Least distance of two joint states, in noise deviations of one sample.</param>
internal sealed record CollisionTrial(CollisionOutcome Ours, CollisionOutcome? Faithful, double[] Bounds, double Distance)
{
    /// <summary>Draws a slot and decodes it both ways.</summary>
    public static CollisionTrial Run(int tags, double decibels, bool withReference, ulong seed)
    {
        CollisionSlot slot = CollisionSlot.Draw(tags, decibels, new SeededRandom(seed));
        return new CollisionTrial(
            CollisionOutcome.Of(SlotDecoder.Decode(slot.Samples, ReplyOptions.Standard), slot),
            withReference && tags <= 3 ? CollisionOutcome.Of(ParallelogramDecoder.Decode(slot.Samples, ReplyOptions.Standard), slot) : null,
            withReference ? [.. ReplyBounds.PhaseDeviations(slot.Tags, slot.Receiver).Select(deviation => deviation * 180 / Math.PI)] : [],
            ReplyBounds.StateDistance(slot.Tags) / Math.Sqrt(slot.Receiver.NoiseVariance));
    }

    /// <summary>Whether two antennas together resolve a slot, with every phase at both right.</summary>
    public static bool RunPair(int tags, double decibels, ulong seed)
    {
        var random = new SeededRandom(seed);
        CollisionSlot first = CollisionSlot.Draw(tags, decibels, random), second = first.AtOtherAntenna(decibels, random);
        SlotReading reading = SlotDecoder.Decode([first.Samples, second.Samples], ReplyOptions.Standard);
        return IsRightAt(reading, first, 0) && IsRightAt(reading, second, 1);
    }

    private static bool IsRightAt(SlotReading reading, CollisionSlot slot, int antenna)
    {
        TagReply[] replies = [.. reading.Replies.Select(reply => reply with { Edge = reply.Antennas[antenna].Edge, Phase = reply.Antennas[antenna].Phase })];
        return CollisionOutcome.Of(reading with { Replies = replies }, slot).IsRight;
    }
}
