using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>A cluster of samples in the I-Q plane.</summary>
/// <param name="Centre">Mean of its samples.</param>
/// <param name="Count">Number of its samples.</param>
internal readonly record struct SampleCluster(Complex Centre, int Count);

/// <summary>
/// Clusters by density: samples fall into square cells of one noise deviation, a cell is dense when its neighbourhood holds enough of
/// them, and dense cells that touch make a cluster. What lies outside, such as samples taken in the middle of an edge, is noise.
/// </summary>
internal static class DensityClusters
{
    private const double LeastShare = 0.012, LeastCluster = 0.01;
    private const int MostCells = 1024;

    /// <summary>The clusters of some samples, by descending size.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="deviation">Standard deviation of the noise in one direction of the plane.</param>
    public static IReadOnlyList<SampleCluster> Find(ReadOnlySpan<Complex> samples, double deviation)
    {
        double left = double.PositiveInfinity, bottom = left, right = double.NegativeInfinity, top = right;
        foreach (Complex sample in samples)
        {
            (left, right) = (Math.Min(left, sample.Real), Math.Max(right, sample.Real));
            (bottom, top) = (Math.Min(bottom, sample.Imaginary), Math.Max(top, sample.Imaginary));
        }

        double cell = Math.Max(deviation, Math.Max(right - left, top - bottom) / MostCells);
        int columns = (int)((right - left) / cell) + 3, rows = (int)((top - bottom) / cell) + 3;
        int[] counts = new int[columns * rows], cells = new int[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            cells[i] = ((int)((samples[i].Imaginary - bottom) / cell) + 1) * columns + (int)((samples[i].Real - left) / cell) + 1;
            counts[cells[i]]++;
        }

        int[] steps = [-columns - 1, -columns, -columns + 1, -1, 0, 1, columns - 1, columns, columns + 1];
        int[] labels = Label(counts, steps, (int)(LeastShare * samples.Length), out int found);
        var sums = new Complex[found];
        int[] sizes = new int[found];
        for (int i = 0; i < samples.Length; i++)
        {
            if (labels[cells[i]] is > 0 and int label)
            {
                sums[label - 1] += samples[i];
                sizes[label - 1]++;
            }
        }

        int least = (int)(LeastCluster * samples.Length);
        return [.. sums.Select((sum, i) => new SampleCluster(sum / sizes[i], sizes[i])).Where(cluster => cluster.Count >= least).OrderByDescending(cluster => cluster.Count)];
    }

    /// <summary>Numbers the connected dense cells from 1 on.</summary>
    private static int[] Label(int[] counts, int[] steps, int least, out int found)
    {
        int[] labels = new int[counts.Length];
        var waiting = new Stack<int>();
        found = 0;
        for (int seed = 0; seed < counts.Length; seed++)
        {
            if (labels[seed] != 0 || !IsDense(seed))
            {
                continue;
            }

            labels[seed] = ++found;
            waiting.Push(seed);
            while (waiting.TryPop(out int at))
            {
                foreach (int step in steps)
                {
                    if (labels[at + step] == 0 && IsDense(at + step))
                    {
                        labels[at + step] = found;
                        waiting.Push(at + step);
                    }
                }
            }
        }

        return labels;

        bool IsDense(int at) => counts[at] > 0 && steps.Sum(step => counts[at + step]) >= least;
    }
}
