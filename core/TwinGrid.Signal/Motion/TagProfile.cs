using System.Collections.Immutable;

namespace TwinGrid.Signal.Motion;

/// <summary>
/// What one reply tells of a tag without its identity: the phase at each receiving antenna, which follows the tag's place, and
/// the length of the reply, which follows its oscillator and not its place. Wang et al., section III-B.
/// </summary>
public sealed class TagProfile
{
    private readonly double[] _phases;
    private readonly double[] _phaseDeviations;

    /// <summary>Takes over what was measured.</summary>
    /// <param name="phases">One phase an antenna in radians, any turn; NaN where the antenna did not hear the tag.</param>
    /// <param name="phaseDeviations">One standard deviation an antenna in radians, above zero wherever there is a phase.</param>
    /// <param name="length">Length of the RN16 reply in samples, above zero; NaN where the reader doesn't tell.</param>
    /// <param name="lengthDeviation">Standard deviation of the length in samples, above zero where there is a length.</param>
    /// <exception cref="ArgumentException">No antenna, counts that differ, or a value out of its range.</exception>
    public TagProfile(ReadOnlySpan<double> phases, ReadOnlySpan<double> phaseDeviations, double length = double.NaN, double lengthDeviation = double.NaN)
    {
        if (phases.Length == 0 || phases.Length != phaseDeviations.Length)
        {
            throw new ArgumentException($"expected a deviation for each of one or more phases, found {phases.Length} and {phaseDeviations.Length}");
        }

        _phases = new double[phases.Length];
        _phaseDeviations = phaseDeviations.ToArray();
        for (int a = 0; a < phases.Length; a++)
        {
            if (double.IsInfinity(phases[a]) || (!double.IsNaN(phases[a]) && !IsPositive(phaseDeviations[a])))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"expected a phase or NaN with a deviation above zero at antenna {a}, found {phases[a]} and {phaseDeviations[a]} rad"));
            }

            _phases[a] = AngleMath.Wrap(phases[a]);
        }

        if (!double.IsNaN(length) && !(IsPositive(length) && IsPositive(lengthDeviation)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected a length and a deviation above zero, found {length} and {lengthDeviation} samples"));
        }

        Length = length;
        LengthDeviation = double.IsNaN(length) ? double.NaN : lengthDeviation;
    }

    /// <summary>Phases in (−π, π] radians, one an antenna; NaN where not heard.</summary>
    public ReadOnlySpan<double> Phases => _phases;

    /// <summary>Standard deviations of the phases in radians.</summary>
    public ReadOnlySpan<double> PhaseDeviations => _phaseDeviations;

    /// <summary>Length of the reply in samples, or NaN.</summary>
    public double Length { get; }

    /// <summary>Standard deviation of the length in samples, or NaN.</summary>
    public double LengthDeviation { get; }

    /// <summary>Number of antennas, heard or not.</summary>
    public int Antennas => _phases.Length;

    /// <summary>A profile without any phase: a tag whose oscillator is known and whose place is not.</summary>
    public static TagProfile WithoutPlace(int antennas, double length, double lengthDeviation)
    {
        ImmutableArray<double> none = [.. Enumerable.Repeat(double.NaN, antennas)];
        return new TagProfile(none.AsSpan(), none.AsSpan(), length, lengthDeviation);
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}

/// <summary>A tag of the stationary distribution P.</summary>
/// <param name="Tag">Its identity.</param>
/// <param name="ObjectId">The object that carries it; tags of one object are voted on together.</param>
/// <param name="Profile">Its profile while it stood still; without phases while it is known to be away.</param>
public sealed record KnownProfile(string Tag, string ObjectId, TagProfile Profile);
