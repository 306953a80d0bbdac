using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Matching;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>
/// The published methods in their plain form. Graph matching: the Hungarian method on the mean absolute phase difference, a fixed
/// gate on the length (three times its published deviation), a fixed threshold (three times the published phase deviation of 4°),
/// all readings alike. Coherent phase variance: a path from row to row whose neighbours agree within the same threshold; an object
/// stands still when most of its tags match, has moved when a path holds half of its tags, and is missing otherwise.
/// </summary>
internal static class FixedThreshold
{
    private const double LengthGate = 6;
    private const double PhaseThreshold = 12 * Math.PI / 180;

    /// <summary>For each known tag the profile that shows it at rest, or −1.</summary>
    public static int[] Match(IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle)
    {
        var graph = new AssignmentGraph(cycle.Count);
        foreach (KnownProfile known in stationary)
        {
            for (int column = 0; column < cycle.Count; column++)
            {
                if (Math.Abs(known.Profile.Length - cycle[column].Length) <= LengthGate)
                {
                    graph.Add(column, Distance(Shift(known.Profile, cycle[column])));
                }
            }

            graph.EndRow();
        }

        return SparseAssignment.Solve(graph, PhaseThreshold);
    }

    /// <summary>The majority verdict on an object.</summary>
    public static MotionVerdict Vote(PollingTrial trial, int[] matches, int item)
    {
        int[] unmatched = [.. trial.Setup.TagsOf(item).Where(tag => matches[tag] < 0)];
        if (2 * unmatched.Length <= trial.Setup.TagsPerObject)
        {
            return MotionVerdict.Stationary;
        }

        int[] free = [.. Enumerable.Range(0, trial.Cycle.Count).Except(matches)];
        return 2 * LongestPath(trial.Stationary, trial.Cycle, unmatched, free) >= trial.Setup.TagsPerObject ? MotionVerdict.Moving : MotionVerdict.Missing;
    }

    /// <summary>How many of an object's unmatched tags lie on its longest coherent path.</summary>
    private static int LongestPath(IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle, int[] unmatched, int[] free)
    {
        int longest = 0;
        List<(double[] Shift, int Length)> before = [];
        foreach (int tag in unmatched)
        {
            List<(double[] Shift, int Length)> nodes = [];
            foreach (int profile in free.Where(profile => Math.Abs(stationary[tag].Profile.Length - cycle[profile].Length) <= LengthGate))
            {
                double[] shift = Shift(stationary[tag].Profile, cycle[profile]);
                int length = before.Where(node => Distance([.. shift.Select((value, a) => AngleMath.Wrap(value - node.Shift[a]))]) <= PhaseThreshold)
                    .Select(node => node.Length).DefaultIfEmpty(0).Max() + 1;
                nodes.Add((shift, length));
                longest = Math.Max(longest, length);
            }

            before = nodes.Count > 0 ? nodes : before;
        }

        return longest;
    }

    private static double[] Shift(TagProfile before, TagProfile now) =>
        [.. Enumerable.Range(0, before.Antennas).Select(a => AngleMath.Wrap(now.Phases[a] - before.Phases[a]))];

    private static double Distance(double[] differences) => differences.Where(difference => !double.IsNaN(difference)).Select(Math.Abs).DefaultIfEmpty(Math.PI).Average();
}
