namespace TwinGrid.Signal.Motion.Vote;

/// <summary>One tag's evidence in a vote: whether it was read, and how its phases differ from those at rest.</summary>
public sealed class TagShift
{
    private readonly double[] _differences;
    private readonly double[] _deviations;

    private TagShift(double[] differences, double[] deviations, bool hadPlace, bool isRead, double strayProfiles)
    {
        _differences = differences;
        _deviations = deviations;
        HadPlace = hadPlace;
        IsRead = isRead;
        StrayProfiles = strayProfiles;
    }

    /// <summary>Wrapped new minus old phase at each antenna in (−π, π] radians; NaN where either was not heard.</summary>
    public ReadOnlySpan<double> Differences => _differences;

    /// <summary>Standard deviations of the differences in radians.</summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>Whether the tag was in the field before, with a profile.</summary>
    public bool HadPlace { get; }

    /// <summary>Whether the tag was read, or a profile was taken for its.</summary>
    public bool IsRead { get; }

    /// <summary>
    /// Number of profiles of other tags that would have passed for this tag's as well, were the tag gone, 0 or above: 0 where the
    /// identity was read, 1 where a profile was taken as it came, n where the best of n was taken.
    /// </summary>
    public double StrayProfiles { get; }

    /// <summary>A tag that was read.</summary>
    /// <param name="before">Its profile at rest; one without phases if it was away.</param>
    /// <param name="now">The profile that is its, or taken for its; with as many antennas.</param>
    /// <param name="driftDeviation">Deviation of a resting tag's phase besides the readings' own, in radians, zero or above.</param>
    /// <param name="strayProfiles">See <see cref="StrayProfiles"/>; 0 where the identity was read.</param>
    public static TagShift Between(TagProfile before, TagProfile now, double driftDeviation = Math.PI / 180, double strayProfiles = 0)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentOutOfRangeException.ThrowIfNegative(driftDeviation);
        ArgumentOutOfRangeException.ThrowIfNegative(strayProfiles);
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

        return new TagShift(differences, deviations, hadPlace, isRead: true, strayProfiles);
    }

    /// <summary>A tag that was not read.</summary>
    /// <param name="antennas">Number of antennas.</param>
    /// <param name="hadPlace">Whether the tag was in the field before.</param>
    public static TagShift Unread(int antennas, bool hadPlace)
    {
        double[] none = [.. Enumerable.Repeat(double.NaN, antennas)];
        return new TagShift(none, none, hadPlace, isRead: false, strayProfiles: 0);
    }
}
