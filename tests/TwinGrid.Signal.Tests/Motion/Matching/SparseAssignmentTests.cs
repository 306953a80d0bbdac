using FsCheck.Fluent;
using TwinGrid.Signal.Motion.Matching;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Matching;

public class SparseAssignmentTests
{
    private const double Dummy = 2;

    [Fact]
    public void Small_problems_cost_what_trying_every_assignment_finds() => Laws.Hold(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            var random = new SeededRandom((ulong)seed);
            double[,] costs = Draw(random, 1 + random.NextIndex(6), 1 + random.NextIndex(6), density: 0.7);
            int[] matched = SparseAssignment.Solve(Graph(costs), Dummy);
            return IsMatching(costs, matched) && Math.Abs(Cost(costs, matched) - BruteForce(costs, 0, 0)) < 1e-9;
        });

    [Theory]
    [InlineData(40, 40, 1.0)]
    [InlineData(60, 45, 0.2)]
    [InlineData(45, 60, 0.08)]
    public void Larger_problems_cost_what_the_textbook_method_finds(int rows, int columns, double density)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            double[,] costs = Draw(new SeededRandom(seed), rows, columns, density);

            int[] matched = SparseAssignment.Solve(Graph(costs), Dummy);

            Assert.True(IsMatching(costs, matched));
            Assert.Equal(Hungarian(costs), Cost(costs, matched), 1e-9);
        }
    }

    [Fact]
    public void The_order_of_rows_and_columns_changes_nothing() => Laws.Hold(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            var random = new SeededRandom((ulong)seed);
            double[,] costs = Draw(random, 20, 15, density: 0.3);
            int[] rows = Shuffle(20, random), columns = Shuffle(15, random);
            var shuffled = new double[20, 15];
            for (int i = 0; i < 20; i++)
            {
                for (int j = 0; j < 15; j++)
                {
                    shuffled[i, j] = costs[rows[i], columns[j]];
                }
            }

            int[] matched = SparseAssignment.Solve(Graph(costs), Dummy);
            int[] again = SparseAssignment.Solve(Graph(shuffled), Dummy);
            return Enumerable.Range(0, 20).All(i => (again[i] < 0 ? -1 : columns[again[i]]) == matched[rows[i]]);
        });

    [Fact]
    public void A_row_that_gives_its_column_away_for_a_better_total_stays_unmatched()
    {
        // Row 0 alone would take column 0 at 1; row 1 gains more by it than row 0 loses.
        int[] matched = SparseAssignment.Solve(Graph(new double[,] { { 1 }, { -5 } }), Dummy);

        Assert.Equal([-1, 0], matched);
    }

    [Fact]
    public void Rows_without_edges_stay_unmatched()
    {
        var graph = new AssignmentGraph(0);
        graph.EndRow();
        graph.EndRow();

        Assert.Equal([-1, -1], SparseAssignment.Solve(graph, Dummy));
    }

    private static double[,] Draw(SeededRandom random, int rows, int columns, double density)
    {
        var costs = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                costs[i, j] = random.NextUniform() < density ? random.NextUniform(-4, 4) : double.PositiveInfinity;
            }
        }

        return costs;
    }

    private static AssignmentGraph Graph(double[,] costs)
    {
        var graph = new AssignmentGraph(costs.GetLength(1));
        for (int i = 0; i < costs.GetLength(0); i++)
        {
            for (int j = 0; j < costs.GetLength(1); j++)
            {
                if (double.IsFinite(costs[i, j]))
                {
                    graph.Add(j, costs[i, j]);
                }
            }

            graph.EndRow();
        }

        return graph;
    }

    private static bool IsMatching(double[,] costs, int[] matched)
    {
        int[] taken = [.. matched.Where(column => column >= 0)];
        return taken.Distinct().Count() == taken.Length && Enumerable.Range(0, matched.Length).All(i => matched[i] < 0 || double.IsFinite(costs[i, matched[i]]));
    }

    private static double Cost(double[,] costs, int[] matched) => matched.Select((column, row) => column < 0 ? Dummy : costs[row, column]).Sum();

    private static double BruteForce(double[,] costs, int row, int taken)
    {
        if (row == costs.GetLength(0))
        {
            return 0;
        }

        double best = Dummy + BruteForce(costs, row + 1, taken);
        for (int j = 0; j < costs.GetLength(1); j++)
        {
            if ((taken >> j & 1) == 0 && double.IsFinite(costs[row, j]))
            {
                best = Math.Min(best, costs[row, j] + BruteForce(costs, row + 1, taken | 1 << j));
            }
        }

        return best;
    }

    /// <summary>The O(n³) Hungarian method on the dense matrix with a dummy column for each row.</summary>
    private static double Hungarian(double[,] costs)
    {
        int n = costs.GetLength(0), m = costs.GetLength(1) + n;
        double At(int i, int j) => j < m - n ? Math.Min(costs[i, j], 1e6) : j - (m - n) == i ? Dummy : 1e6;
        double[] u = new double[n + 1], v = new double[m + 1];
        int[] rowOf = new int[m + 1], way = new int[m + 1];
        for (int i = 1; i <= n; i++)
        {
            rowOf[0] = i;
            int column = 0;
            double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, m + 1)];
            var used = new bool[m + 1];
            do
            {
                used[column] = true;
                int row = rowOf[column], next = 0;
                double delta = double.PositiveInfinity;
                for (int j = 1; j <= m; j++)
                {
                    if (used[j])
                    {
                        continue;
                    }

                    double reduced = At(row - 1, j - 1) - u[row] - v[j];
                    if (reduced < least[j])
                    {
                        (least[j], way[j]) = (reduced, column);
                    }

                    if (least[j] < delta)
                    {
                        (delta, next) = (least[j], j);
                    }
                }

                for (int j = 0; j <= m; j++)
                {
                    if (used[j])
                    {
                        u[rowOf[j]] += delta;
                        v[j] -= delta;
                    }
                    else
                    {
                        least[j] -= delta;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                rowOf[column] = rowOf[way[column]];
                column = way[column];
            }
        }

        return Enumerable.Range(1, m).Where(j => rowOf[j] != 0).Sum(j => At(rowOf[j] - 1, j - 1));
    }

    private static int[] Shuffle(int count, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.NextIndex(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
