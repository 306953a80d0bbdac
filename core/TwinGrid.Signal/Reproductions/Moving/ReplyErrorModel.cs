using System.Collections.Immutable;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>What a slot of c tags gives, as measured on synthesised and decoded signals; entry c − 1 belongs to c tags.</summary>
/// <param name="PhaseDeviations">Standard deviation of a phase in radians.</param>
/// <param name="LengthDeviations">Standard deviation of a reply's length in samples.</param>
/// <param name="ResolvedShares">Share of the slots that the decoder gives tags for.</param>
/// <param name="MisreadShares">Share of the resolved slots in which one tag's phases are wrong.</param>
internal sealed record ReplyErrorModel(
    ImmutableArray<double> PhaseDeviations,
    ImmutableArray<double> LengthDeviations,
    ImmutableArray<double> ResolvedShares,
    ImmutableArray<double> MisreadShares)
{
    private const double Degree = Math.PI / 180;

    /// <summary>The measured figures for slots of one, two and three tags.</summary>
    public static ReplyErrorModel Measured { get; } = new(
        [4.5 * Degree, 6 * Degree, 8 * Degree], [2, 2.5, 3], [1, 0.98, 0.85], [0.001, 0.005, 0.02]);

    /// <summary>A read of a tag in a slot of so many tags.</summary>
    /// <param name="phases">True phases.</param>
    /// <param name="length">True length.</param>
    /// <param name="order">Tags in the slot.</param>
    /// <param name="isMisread">Whether the phases are anywhere.</param>
    /// <param name="random">Source of the errors.</param>
    public TagProfile Read(double[] phases, double length, int order, bool isMisread, SeededRandom random)
    {
        double deviation = PhaseDeviations[order - 1], lengthDeviation = LengthDeviations[order - 1];
        double[] read = [.. phases.Select(phase => isMisread ? random.NextUniform(-Math.PI, Math.PI) : phase + deviation * random.NextGaussian())];
        double[] deviations = [.. phases.Select(_ => deviation)];
        return new TagProfile(read, deviations, length + lengthDeviation * random.NextGaussian(), lengthDeviation);
    }

    /// <summary>Whether a slot of so many tags is resolved.</summary>
    public bool IsResolved(int order, SeededRandom random) => order <= ResolvedShares.Length && random.NextUniform() < ResolvedShares[order - 1];

    /// <summary>The place in a resolved slot of the tag that is misread, or −1.</summary>
    public int MisreadTag(int order, SeededRandom random) => random.NextUniform() < MisreadShares[order - 1] ? random.NextIndex(order) : -1;
}
