using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

/// <summary>Made-up slots and their truth.</summary>
internal sealed record Slots(SyntheticReply[] Tags, SlotReceiver Receiver, Complex[] Samples)
{
    public static Slots Draw(int tags, double decibels, ulong seed)
    {
        var random = new SeededRandom(seed);
        return Of([.. Enumerable.Range(0, tags).Select(_ => SlotSynthesis.Draw(random))], SlotReceiver.AtRatio(decibels, random), random);
    }

    public static Slots Of(SyntheticReply[] tags, SlotReceiver receiver, SeededRandom random) =>
        new(tags, receiver, SlotSynthesis.Create(tags, receiver, random));

    public SlotReading Decode() => SlotDecoder.Decode(Samples, ReplyOptions.Standard);

    /// <summary>The tag that a reply is nearest to.</summary>
    public SyntheticReply Nearest(TagReply reply) => Tags.MinBy(tag => (tag.Edge - reply.Edge).Magnitude)!;

    public double PhaseError(TagReply reply) => AngleMath.Wrap(reply.Phase - (Nearest(reply).Edge.Phase - Receiver.Leakage.Phase));

    /// <summary>The right number of tags, each tag once, its bits without error and its phase within 15°.</summary>
    public bool IsRight(SlotReading reading) =>
        reading.Kind == SlotKind.Resolved
        && reading.Replies.Count == Tags.Length
        && reading.Replies.Select(Nearest).Distinct().Count() == Tags.Length
        && reading.Replies.All(reply => reply.Bits == Nearest(reply).Bits && Math.Abs(PhaseError(reply)) < Math.PI / 12);
}
