namespace TwinGrid.Signal.Tracks;

/// <summary>
/// Which tags of a scene stand near one another. A reader also hears tags far behind the scene; their powers stand clearly
/// apart, and in a common fit their phases would spoil the places of the others.
/// </summary>
internal static class TrackGroups
{
    /// <summary>
    /// Gap in power that separates two groups, in dB. Two-way power falls with the fourth power of the distance, so 8 dB are a
    /// factor of 1.6; tags and their orientation in one place differ by less.
    /// </summary>
    private const double LeastGap = 8;

    /// <summary>Splits tags where their powers, in order, leave a gap.</summary>
    /// <param name="tags">Points of each tag; tags without points form a group of their own.</param>
    /// <returns>Indices of the tags of each group, rising; the strongest group first.</returns>
    public static IReadOnlyList<int[]> ByPower(IReadOnlyList<IReadOnlyList<TrackPoint>> tags)
    {
        (int Tag, double Power)[] ordered = [.. tags
            .Select((points, tag) => (tag, PowerOf(points)))
            .OrderByDescending(entry => entry.Item2)
            .ThenBy(entry => entry.tag)];
        var groups = new List<List<int>>();
        for (int i = 0; i < ordered.Length; i++)
        {
            if (i == 0 || !(ordered[i - 1].Power - ordered[i].Power < LeastGap))
            {
                groups.Add([]);
            }

            groups[^1].Add(ordered[i].Tag);
        }

        return [.. groups.Select(group => group.Order().ToArray())];
    }

    /// <summary>The power near the closest place: exceeded by a tenth of the points.</summary>
    private static double PowerOf(IReadOnlyList<TrackPoint> points)
    {
        if (points.Count == 0)
        {
            return double.NegativeInfinity;
        }

        double[] powers = [.. points.Select(point => point.RssiDbm).Order()];
        return powers[(int)(0.9 * (powers.Length - 1))];
    }
}
