using System.Collections.Immutable;

namespace TwinGrid.Signal.Motion;

/// <summary>
/// Learns a tag's profile from its reads: for each antenna the sums of w, w·cosθ and w·sinθ with w = 1/σ², and the same for the
/// length. Sums are whole numbers of 2⁻²⁰, so the result is bit for bit the same whatever the order and grouping of the reads,
/// and a state that is merged twice over different routes agrees.
/// </summary>
/// <param name="Antennas">One entry an antenna.</param>
/// <param name="Length">The same of the reply lengths, in samples.</param>
public sealed record ProfileAccumulator(ImmutableArray<PhaseSums> Antennas, LengthSums Length)
{
    private const double Scale = 1 << 20;
    private const double LeastDeviation = 0.01;
    private const double LeastLengthDeviation = 0.5;

    /// <summary>Nothing learnt yet.</summary>
    /// <param name="antennas">Number of antennas, above zero.</param>
    public static ProfileAccumulator Empty(int antennas)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(antennas);
        return new ProfileAccumulator([.. new PhaseSums[antennas]], default);
    }

    /// <summary>Learns from one more read.</summary>
    /// <param name="profile">A read with as many antennas.</param>
    /// <exception cref="ArgumentException">The number of antennas differs.</exception>
    /// <exception cref="OverflowException">Hundreds of millions of reads have been added.</exception>
    public ProfileAccumulator Add(TagProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        CheckAntennas(profile.Antennas);
        var next = ImmutableArray.CreateBuilder<PhaseSums>(Antennas.Length);
        for (int a = 0; a < Antennas.Length; a++)
        {
            double phase = profile.Phases[a];
            double weight = 1 / Square(Math.Max(profile.PhaseDeviations[a], LeastDeviation));
            next.Add(double.IsNaN(phase) ? Antennas[a] : Antennas[a].Plus(
                new PhaseSums(1, Fixed(weight), Fixed(weight * Math.Cos(phase)), Fixed(weight * Math.Sin(phase)))));
        }

        return new ProfileAccumulator(next.MoveToImmutable(), double.IsNaN(profile.Length) ? Length : Length.Plus(LengthOf(profile)));
    }

    /// <summary>
    /// Gives all reads so far half their weight, so that sums stay bounded and a profile follows what drifts slowly.
    /// </summary>
    public ProfileAccumulator Halved() => new([.. Antennas.Select(sums => sums.Halved())], Length.Halved());

    /// <summary>Joins what two accumulators learnt from different reads.</summary>
    /// <exception cref="ArgumentException">The number of antennas differs.</exception>
    public ProfileAccumulator Merge(ProfileAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CheckAntennas(other.Antennas.Length);
        return new ProfileAccumulator([.. Antennas.Select((sums, a) => sums.Plus(other.Antennas[a]))], Length.Plus(other.Length));
    }

    /// <summary>
    /// The learnt profile: circular means, and as the deviation of each mean the larger of what the reads state and what they
    /// scatter. An antenna that never heard the tag has NaN.
    /// </summary>
    public TagProfile ToProfile()
    {
        Span<double> phases = stackalloc double[Antennas.Length], deviations = stackalloc double[Antennas.Length];
        for (int a = 0; a < Antennas.Length; a++)
        {
            (phases[a], deviations[a]) = Antennas[a].Mean(Scale);
        }

        (double length, double deviation) = Length.Mean(Scale);
        return new TagProfile(phases, deviations, length, deviation);
    }

    private static LengthSums LengthOf(TagProfile profile)
    {
        double weight = 1 / Square(Math.Max(profile.LengthDeviation, LeastLengthDeviation));
        return new LengthSums(1, Fixed(weight), Fixed(weight * profile.Length));
    }

    private static long Fixed(double value) => checked((long)Math.Round(value * Scale));

    private static double Square(double value) => value * value;

    private void CheckAntennas(int found)
    {
        if (found != Antennas.Length)
        {
            throw new ArgumentException($"expected {Antennas.Length} antennas, found {found}");
        }
    }
}
