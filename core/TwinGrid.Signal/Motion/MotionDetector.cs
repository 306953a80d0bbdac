using MathNet.Numerics.Distributions;
using TwinGrid.Signal.Motion.Matching;

namespace TwinGrid.Signal.Motion;

/// <summary>
/// Tells tags at rest from others by their profiles. Replies of a polling cycle carry no identity, so all of a cycle are matched
/// with all of the stationary distribution at once (graph matching, Wang et al.); where the identity of a read is known, the same
/// statistics test the pair alone.
/// </summary>
public static class MotionDetector
{
    /// <summary>Finds the tags at rest: the assignment of least total cost between known and new profiles.</summary>
    /// <param name="stationary">P, the known tags. Their order does not matter to the result.</param>
    /// <param name="cycle">P′, the profiles of one polling cycle; all of both lists with the same number of antennas.</param>
    /// <param name="options">How profiles are compared; null for the defaults.</param>
    /// <exception cref="ArgumentException">The numbers of antennas differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static MotionReport Compare(IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle, MotionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stationary);
        ArgumentNullException.ThrowIfNull(cycle);
        options ??= MotionOptions.Default;
        options.Check();
        int antennas = CommonAntennas(stationary.Select(known => known.Profile).Concat(cycle));
        var statistics = new ProfileStatistics(options, antennas);
        int[] matches = SparseAssignment.Solve(CandidateSearch.Build(stationary, cycle, statistics), statistics.DummyCost);

        var isTaken = new bool[cycle.Count];
        foreach (int column in matches)
        {
            if (column >= 0)
            {
                isTaken[column] = true;
            }
        }

        return new MotionReport([.. matches], [.. Enumerable.Range(0, cycle.Count).Where(column => !isTaken[column])]);
    }

    /// <summary>
    /// Tests a pair of known identity: has the tag's profile changed? The length takes no part, since it says who replied and not
    /// where from.
    /// </summary>
    /// <param name="before">The profile at rest.</param>
    /// <param name="now">The same tag's new profile, with as many antennas.</param>
    /// <param name="options">How profiles are compared; null for the defaults.</param>
    /// <exception cref="ArgumentException">The numbers of antennas differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static ChangeTest Test(TagProfile before, TagProfile now, MotionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        options ??= MotionOptions.Default;
        options.Check();
        if (before.Antennas != now.Antennas)
        {
            throw new ArgumentException($"expected profiles of equally many antennas, found {before.Antennas} and {now.Antennas}");
        }

        (double statistic, int heard, _) = ProfileStatistics.Phases(before, now, options.DriftDeviation * options.DriftDeviation);
        double chance = heard > 0 ? 1 - ChiSquared.CDF(heard, statistic) : 1;
        return new ChangeTest(statistic, heard, chance, heard >= options.MinimumAntennas && chance < options.FalseAlarmRate);
    }

    /// <summary>The number of antennas that all profiles share; 1 where there is none.</summary>
    private static int CommonAntennas(IEnumerable<TagProfile> profiles)
    {
        int common = 0;
        foreach (TagProfile profile in profiles)
        {
            if (common != 0 && profile.Antennas != common)
            {
                throw new ArgumentException($"expected profiles of {common} antennas, found one of {profile.Antennas}");
            }

            common = profile.Antennas;
        }

        return Math.Max(1, common);
    }
}
