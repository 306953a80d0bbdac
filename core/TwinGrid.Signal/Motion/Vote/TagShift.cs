using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>One tag's evidence in a vote: whether it was read, and how its phases differ from those at rest.</summary>
public sealed class TagShift
{
    private readonly double[] _differences;
    private readonly double[] _deviations;

    /// <summary>Evidence that was computed elsewhere, as it is.</summary>
    /// <param name="differences">See <see cref="Differences"/>.</param>
    /// <param name="deviations">See <see cref="Deviations"/>; as many.</param>
    /// <param name="hadPlace">See <see cref="HadPlace"/>.</param>
    /// <param name="kind">See <see cref="Kind"/>.</param>
    /// <param name="strayProfiles">See <see cref="StrayProfiles"/>.</param>
    /// <exception cref="ArgumentException">The numbers of differences and deviations differ.</exception>
    public TagShift(ReadOnlySpan<double> differences, ReadOnlySpan<double> deviations, bool hadPlace, ReadKind kind, double strayProfiles)
    {
        if (differences.Length != deviations.Length)
        {
            throw new ArgumentException($"expected a deviation for each of {differences.Length} differences, found {deviations.Length}", nameof(deviations));
        }

        _differences = differences.ToArray();
        _deviations = deviations.ToArray();
        HadPlace = hadPlace;
        Kind = kind;
        StrayProfiles = strayProfiles;
    }

    /// <summary>Wrapped new minus old phase at each antenna in (−π, π] radians; NaN where either was not heard.</summary>
    public ReadOnlySpan<double> Differences => _differences;

    /// <summary>Standard deviations of the differences in radians.</summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>Whether the tag was in the field before, with a profile.</summary>
    public bool HadPlace { get; }

    /// <summary>How the tag was read.</summary>
    public ReadKind Kind { get; }

    /// <summary>
    /// Expected number of profiles of other tags that would have passed for this tag's, were it not where it was, 0 or above: 0 where
    /// the identity was read, 1 where a profile was taken as it came, n where the best of n was taken.
    /// </summary>
    public double StrayProfiles { get; }

    /// <summary>A tag that was read under its identity.</summary>
    /// <param name="before">Its profile at rest; one without phases if it was away.</param>
    /// <param name="now">Its new profile, with as many antennas.</param>
    /// <param name="driftDeviation">Deviation of a resting tag's phase besides the readings' own, in radians, zero or above.</param>
    /// <exception cref="ArgumentException">The numbers of antennas differ.</exception>
    public static TagShift Identified(TagProfile before, TagProfile now, double driftDeviation = Math.PI / 180) =>
        Between(before, now, driftDeviation, ReadKind.Identified, strayProfiles: 0);

    /// <summary>A tag for which an anonymous profile was taken.</summary>
    internal static TagShift Anonymous(TagProfile before, TagProfile now, double driftDeviation, ReadKind kind, double strayProfiles) =>
        Between(before, now, driftDeviation, kind, strayProfiles);

    /// <summary>A tag that was not read.</summary>
    /// <param name="antennas">Number of antennas.</param>
    /// <param name="hadPlace">Whether the tag was in the field before.</param>
    public static TagShift Unread(int antennas, bool hadPlace)
    {
        double[] none = [.. Enumerable.Repeat(double.NaN, antennas)];
        return new TagShift(none, none, hadPlace, ReadKind.Unread, strayProfiles: 0);
    }

    private static TagShift Between(TagProfile before, TagProfile now, double driftDeviation, ReadKind kind, double strayProfiles)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentOutOfRangeException.ThrowIfNegative(driftDeviation);
        if (before.Antennas != now.Antennas)
        {
            throw new ArgumentException($"expected profiles of equally many antennas, found {before.Antennas} and {now.Antennas}");
        }

        double[] differences = new double[before.Antennas], deviations = new double[before.Antennas];
        for (int a = 0; a < differences.Length; a++)
        {
            double old = before.PhaseDeviations[a], recent = now.PhaseDeviations[a];
            differences[a] = AngleMath.Wrap(now.Phases[a] - before.Phases[a]);
            deviations[a] = Math.Sqrt(old * old + recent * recent + driftDeviation * driftDeviation);
        }

        return new TagShift(differences, deviations, before.HasPlace, kind, strayProfiles);
    }
}
