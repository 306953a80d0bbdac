namespace TwinGrid.Signal.Motion.Vote;

/// <summary>How a tag's new profile is known to be its.</summary>
public enum ReadKind
{
    /// <summary>There is none.</summary>
    Unread,

    /// <summary>The identity was read with it.</summary>
    Identified,

    /// <summary>The matching took it for the tag at rest.</summary>
    MatchedAtRest,

    /// <summary>It matched no tag at rest and was found by its length and its coherence with other tags of the object.</summary>
    Traced,
}

/// <summary>One tag's evidence in a vote: whether it was read, and how its phases differ from those at rest.</summary>
public sealed class TagShift
{
    private readonly double[] _differences;
    private readonly double[] _deviations;

    private TagShift(double[] differences, double[] deviations, bool hadPlace, ReadKind kind, double strayProfiles)
    {
        _differences = differences;
        _deviations = deviations;
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
        bool hadPlace = false;
        for (int a = 0; a < differences.Length; a++)
        {
            double old = before.PhaseDeviations[a], recent = now.PhaseDeviations[a];
            differences[a] = AngleMath.Wrap(now.Phases[a] - before.Phases[a]);
            deviations[a] = Math.Sqrt(old * old + recent * recent + driftDeviation * driftDeviation);
            hadPlace |= !double.IsNaN(before.Phases[a]);
        }

        return new TagShift(differences, deviations, hadPlace, kind, strayProfiles);
    }
}
