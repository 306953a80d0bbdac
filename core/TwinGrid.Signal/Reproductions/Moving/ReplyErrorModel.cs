using System.Collections.Immutable;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>A reply as the tag sends it.</summary>
/// <param name="Phases">Phase at each antenna in radians.</param>
/// <param name="Length">Length in samples.</param>
internal sealed record SentReply(double[] Phases, double Length)
{
    /// <summary>
    /// Scatter of a tag's phase from read to read in radians: 4.5°, the published 4° to 5° of singletons. It is not noise of the
    /// receiver, which a decoder holds to a fraction of a degree, so it is here a property of the reply.
    /// </summary>
    public const double PhaseScatter = 4.5 * Math.PI / 180;

    /// <summary>Scatter of a tag's reply length in samples: the published 2.</summary>
    public const double LengthScatter = 2;

    /// <summary>The reply of one read, scattered round the tag's true figures.</summary>
    public static SentReply Of(double[] phases, double length, SeededRandom random) => new(
        [.. phases.Select(phase => phase + PhaseScatter * random.NextGaussian())], length + LengthScatter * random.NextGaussian());
}

/// <summary>Reads the replies of a slot.</summary>
internal interface ISlotReader
{
    /// <summary>Share of the slots of 1, 2, … tags that are resolved.</summary>
    ImmutableArray<double> ResolvedShares { get; }

    /// <summary>The profiles of a slot, one a reply found and in any order; null when the slot is not resolved.</summary>
    IReadOnlyList<TagProfile>? Read(IReadOnlyList<SentReply> replies, SeededRandom random);
}

/// <summary>Gives what the slot decoder gives, by its measured shares and errors instead of its work on signals.</summary>
/// <param name="ResolvedShares">Share of the slots of 1, 2, … tags that are resolved.</param>
/// <param name="MisreadShare">Share of the resolved slots in which one tag's phases are wrong.</param>
/// <param name="PhaseDeviations">Standard deviation of the decoder's phase in radians.</param>
/// <param name="LengthDeviations">Standard deviation of the decoder's length in samples.</param>
internal sealed record ReplyErrorModel(
    ImmutableArray<double> ResolvedShares,
    double MisreadShare,
    ImmutableArray<double> PhaseDeviations,
    ImmutableArray<double> LengthDeviations) : ISlotReader
{
    /// <inheritdoc/>
    public IReadOnlyList<TagProfile>? Read(IReadOnlyList<SentReply> replies, SeededRandom random)
    {
        int order = replies.Count;
        if (order > ResolvedShares.Length || random.NextUniform() >= ResolvedShares[order - 1])
        {
            return null;
        }

        int misread = random.NextUniform() < MisreadShare ? random.NextIndex(order) : -1;
        return [.. replies.Select((reply, place) => Read(reply, order, place == misread, random))];
    }

    /// <summary>A profile as it is handed on: a deviation that knows of the scatter as well as of the decoder's own error.</summary>
    public static TagProfile Profile(double[] phases, double[] deviations, double length, double lengthDeviation) => new(
        phases,
        [.. deviations.Select(deviation => Math.Sqrt(deviation * deviation + SentReply.PhaseScatter * SentReply.PhaseScatter))],
        length,
        Math.Sqrt(lengthDeviation * lengthDeviation + SentReply.LengthScatter * SentReply.LengthScatter));

    private TagProfile Read(SentReply reply, int order, bool isMisread, SeededRandom random)
    {
        double deviation = PhaseDeviations[order - 1], lengthDeviation = LengthDeviations[order - 1];
        return Profile(
            [.. reply.Phases.Select(phase => isMisread ? random.NextUniform(-Math.PI, Math.PI) : phase + deviation * random.NextGaussian())],
            [.. reply.Phases.Select(_ => deviation)],
            reply.Length + lengthDeviation * random.NextGaussian(),
            lengthDeviation);
    }
}
