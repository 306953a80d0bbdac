using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>The search for one object's unmatched tags among the unmatched profiles.</summary>
internal sealed class ObjectPath(
    IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle, int[] tags, double gate, MotionOptions motion, VoteOptions vote)
{
    /// <summary>Tags found, each with its profile and its evidence.</summary>
    public IReadOnlyList<PathStep> Steps { get; private set; } = [];

    /// <summary>
    /// By how much the found profiles speak for this object, as twice a logarithm: fitting lengths, and shifts that agree better
    /// than those of tags which have nothing in common. 0 when nothing was found.
    /// </summary>
    public double Evidence { get; private set; }

    /// <summary>Finds the path with the most evidence among the profiles that are still free.</summary>
    public void Search(IReadOnlySet<int> free)
    {
        (Steps, Evidence) = ([], 0);
        Node[][] rows = [.. tags.Select(tag => Row(tag, free))];
        foreach (Node node in rows.SelectMany(row => row))
        {
            List<PathStep> steps = [new PathStep(node.Tag, node.Profile, node.Shift)];
            double evidence = node.Gain;
            foreach (Node[] row in rows.Where(row => row.Length > 0 && row[0].Tag != node.Tag))
            {
                // Of all nodes of the row the one that agrees best is taken, which among many strays some would do by chance.
                var best = row.Where(other => !steps.Exists(step => step.Profile == other.Profile))
                    .Select(other => (Node: other, Agreement: Agreement(node.Shift, other.Shift)))
                    .Where(other => other.Agreement > 0)
                    .OrderByDescending(other => other.Agreement + other.Node.Gain)
                    .FirstOrDefault();
                if (best.Agreement > 0)
                {
                    steps.Add(new PathStep(best.Node.Tag, best.Node.Profile, Shift(stationary[best.Node.Tag].Profile, cycle[best.Node.Profile], row.Length)));
                    evidence += best.Agreement + best.Node.Gain;
                }
            }

            if (evidence > Evidence)
            {
                (Steps, Evidence) = (steps, evidence);
            }
        }
    }

    /// <summary>ΔL²/s_L² of two profiles; 0 where a length is unknown.</summary>
    public static double LengthStatistic(TagProfile known, TagProfile now)
    {
        double variance = known.LengthDeviation * known.LengthDeviation + now.LengthDeviation * now.LengthDeviation;
        double difference = known.Length - now.Length;
        return double.IsNaN(difference) ? 0 : difference * difference / variance;
    }

    /// <summary>The profiles of about a tag's length.</summary>
    private Node[] Row(int tag, IReadOnlySet<int> free)
    {
        TagProfile known = stationary[tag].Profile;
        var row = new List<Node>();
        foreach (int profile in free)
        {
            TagProfile now = cycle[profile];
            double gain = gate - LengthStatistic(known, now);
            if (gain > 0)
            {
                row.Add(new Node(tag, profile, Shift(known, now, 1), gain));
            }
        }

        return [.. row];
    }

    private TagShift Shift(TagProfile known, TagProfile now, int strayProfiles) =>
        TagShift.Anonymous(known, now, motion.DriftDeviation, ReadKind.Traced, strayProfiles);

    /// <summary>Twice the logarithm of how much likelier two shifts are of one object than of tags that have nothing in common.</summary>
    private double Agreement(TagShift shift, TagShift other)
    {
        double sum = 0;
        for (int a = 0; a < shift.Differences.Length; a++)
        {
            double difference = shift.Differences[a] - other.Differences[a];
            if (!double.IsNaN(difference))
            {
                double variance = shift.Deviations[a] * shift.Deviations[a] + other.Deviations[a] * other.Deviations[a]
                    + 2 * vote.SpreadDeviation * vote.SpreadDeviation;
                double residual = AngleMath.Wrap(difference);
                sum += Math.Log(2 * Math.PI / variance) - residual * residual / variance;
            }
        }

        return sum;
    }

    private sealed record Node(int Tag, int Profile, TagShift Shift, double Gain);
}

/// <summary>One tag of an object with the profile taken for its own.</summary>
/// <param name="Tag">Index of the tag in the stationary distribution.</param>
/// <param name="Profile">Index of the profile in the cycle.</param>
/// <param name="Shift">Its evidence.</param>
internal sealed record PathStep(int Tag, int Profile, TagShift Shift);
