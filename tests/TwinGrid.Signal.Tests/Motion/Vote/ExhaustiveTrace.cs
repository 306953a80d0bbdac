using MathNet.Numerics.Distributions;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Signal.Tests.Motion.Vote;

/// <summary>
/// The slow, obvious search for moved objects: every node is tried as the common shift, and the object with the most evidence
/// claims its profiles, or is searched anew where it has lost one.
/// </summary>
internal sealed class ExhaustiveTrace(IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle)
{
    private readonly double _gate = ChiSquared.InvCDF(1, 1 - MotionOptions.Default.FalseAlarmRate);
    private readonly double _drift = MotionOptions.Default.DriftDeviation;
    private readonly double _spread = VoteOptions.Default.SpreadDeviation;

    /// <summary>For each tag the profile that an object claimed for it with the number of strays, or −1 and 0.</summary>
    public (int Profile, int Strays)[] Run(MotionReport report)
    {
        var claims = Enumerable.Repeat((Profile: -1, Strays: 0), stationary.Count).ToArray();
        int[][] objects = [.. Enumerable.Range(0, stationary.Count)
            .Where(tag => !report.IsStationary(tag) && stationary[tag].Profile.HasPlace)
            .OrderBy(tag => stationary[tag].Tag, StringComparer.Ordinal)
            .GroupBy(tag => stationary[tag].ObjectId, StringComparer.Ordinal)
            .OrderBy(tags => tags.Key, StringComparer.Ordinal)
            .Select(tags => tags.ToArray())];
        List<int> free = [.. report.UnmatchedProfiles.OrderBy(i => double.IsNaN(cycle[i].Length)).ThenBy(i => cycle[i].Length).ThenBy(i => cycle[i].Phases[0])];
        var open = objects.ToDictionary(tags => tags[0], tags => (Tags: tags, Path: Search(tags, free)));
        while (open.Values.Any(item => item.Path.Evidence > 0))
        {
            (int[] tags, (_, List<(int Tag, int Profile, int Strays)> steps)) = open.Values.MaxBy(item => item.Path.Evidence);
            if (steps.Exists(step => !free.Contains(step.Profile)))
            {
                open[tags[0]] = (tags, Search(tags, free));
                continue;
            }

            open.Remove(tags[0]);
            foreach ((int tag, int profile, int strays) in steps)
            {
                claims[tag] = (profile, strays);
                free.Remove(profile);
            }
        }

        return claims;
    }

    private (double Evidence, List<(int Tag, int Profile, int Strays)> Steps) Search(int[] tags, List<int> free)
    {
        Node[][] rows = [.. tags.Select(tag => free.Select(profile => ToNode(tag, profile)).Where(node => node.Gain > 0).ToArray())];
        (double Evidence, List<(int Tag, int Profile, int Strays)> Steps) most = (0, []);
        foreach (Node seed in rows.OrderBy(row => row.Length).SelectMany(row => row))
        {
            List<(int Tag, int Profile, int Strays)> steps = [];
            double gains = 0, agreements = 0;
            foreach (Node[] row in rows)
            {
                if (row.Contains(seed))
                {
                    steps.Add((seed.Tag, seed.Profile, 1));
                    gains += seed.Gain;
                    continue;
                }

                var best = row.Where(other => other.Profile != seed.Profile && !steps.Exists(step => step.Profile == other.Profile))
                    .Select(other => (Node: other, Agreement: Agreement(seed, other)))
                    .Where(other => other.Agreement > 0)
                    .OrderByDescending(other => other.Agreement + other.Node.Gain)
                    .FirstOrDefault();
                if (best.Node is not null)
                {
                    steps.Add((best.Node.Tag, best.Node.Profile, row.Length));
                    gains += best.Node.Gain;
                    agreements += best.Agreement;
                }
            }

            if (gains + agreements > most.Evidence)
            {
                most = (gains + agreements, steps);
            }
        }

        return most;
    }

    private Node ToNode(int tag, int profile)
    {
        TagProfile known = stationary[tag].Profile, now = cycle[profile];
        double length = Math.Pow(known.Length - now.Length, 2) / (known.LengthDeviation * known.LengthDeviation + now.LengthDeviation * now.LengthDeviation);
        return new Node(tag, profile, TagShift.Identified(known, now, _drift), _gate - (double.IsNaN(length) ? 0 : length));
    }

    private double Agreement(Node one, Node other)
    {
        double sum = 0;
        for (int a = 0; a < one.Shift.Differences.Length; a++)
        {
            double residual = AngleMath.Wrap(one.Shift.Differences[a] - other.Shift.Differences[a]);
            double variance = Math.Pow(one.Shift.Deviations[a], 2) + Math.Pow(other.Shift.Deviations[a], 2) + 2 * _spread * _spread;
            sum += double.IsNaN(residual) ? 0 : Math.Log(2 * Math.PI / variance) - residual * residual / variance;
        }

        return sum;
    }

    private sealed record Node(int Tag, int Profile, TagShift Shift, double Gain);
}
