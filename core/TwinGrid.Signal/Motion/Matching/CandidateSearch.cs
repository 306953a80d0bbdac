using System.Numerics;

namespace TwinGrid.Signal.Motion.Matching;

/// <summary>Builds the graph of pairs (known tag, new profile) that could be one tag at rest.</summary>
internal static class CandidateSearch
{
    /// <summary>Compares every known profile with the new ones of about its length.</summary>
    /// <param name="known">Rows.</param>
    /// <param name="cycle">Columns.</param>
    /// <param name="statistics">The comparison.</param>
    public static AssignmentGraph Build(IReadOnlyList<KnownProfile> known, IReadOnlyList<TagProfile> cycle, ProfileStatistics statistics)
    {
        var table = new ProfileTable(cycle, statistics.Antennas);
        var graph = new AssignmentGraph(cycle.Count);
        var distances = new double[cycle.Count];
        foreach (KnownProfile row in known)
        {
            (int from, int to) = table.Gate(row.Profile.Length, row.Profile.LengthDeviation, statistics.Thresholds.Largest);
            AddWithin(graph, row.Profile, cycle, table, statistics, distances, from, to);
            AddWithin(graph, row.Profile, cycle, table, statistics, distances, table.WithLength, cycle.Count);
            graph.EndRow();
        }

        return graph;
    }

    private static void AddWithin(
        AssignmentGraph graph, TagProfile row, IReadOnlyList<TagProfile> cycle, ProfileTable table, ProfileStatistics statistics,
        double[] distances, int from, int to)
    {
        Span<double> within = distances.AsSpan(from, to - from);
        within.Clear();
        for (int a = 0; a < row.Antennas; a++)
        {
            if (!double.IsNaN(row.Phases[a]))
            {
                double variance = row.PhaseDeviations[a] * row.PhaseDeviations[a] + statistics.DriftVariance;
                Accumulate(within, table.Phases[a].AsSpan(from), table.Variances[a].AsSpan(from), row.Phases[a], variance);
            }
        }

        // The phases' part of the statistic rules nearly all pairs out; only the rest is looked at in full.
        for (int place = from; place < to; place++)
        {
            if (distances[place] <= statistics.Thresholds.Largest
                && statistics.TryMatch(row, cycle[table.Order[place]], out double cost))
            {
                graph.Add(table.Order[place], cost);
            }
        }
    }

    /// <summary>Adds the wrapped Δ²/s² of one antenna.</summary>
    private static void Accumulate(Span<double> sums, ReadOnlySpan<double> phases, ReadOnlySpan<double> variances, double phase, double variance)
    {
        int i = 0;
        var turn = new Vector<double>(2 * Math.PI);
        var turns = new Vector<double>(1 / (2 * Math.PI));
        var own = new Vector<double>(phase);
        var ownVariance = new Vector<double>(variance);
        for (; i <= sums.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> difference = new Vector<double>(phases[i..]) - own;
            difference -= turn * Vector.Round(difference * turns);
            Vector<double> sum = new Vector<double>(sums[i..]) + difference * difference / (new Vector<double>(variances[i..]) + ownVariance);
            sum.CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            double difference = AngleMath.Wrap(phases[i] - phase);
            sums[i] += difference * difference / (variances[i] + variance);
        }
    }
}
