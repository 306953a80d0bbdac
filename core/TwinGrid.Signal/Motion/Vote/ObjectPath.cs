using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>The search for one object's unmatched tags among the unmatched profiles.</summary>
/// <param name="stationary">P.</param>
/// <param name="tags">The object's unmatched tags as indices of P, in an order that doesn't depend on P's.</param>
/// <param name="motion">How profiles are compared.</param>
/// <param name="vote">What is taken for granted about objects.</param>
internal sealed class ObjectPath(IReadOnlyList<KnownProfile> stationary, int[] tags, MotionOptions motion, VoteOptions vote)
{
    // Paths are given up only when they fall short by more than rounding.
    private const double Slack = 1e-6;

    private readonly int[] _ends = new int[tags.Length];
    private readonly double[] _largestGains = new double[tags.Length];
    private PathStep[] _steps = [];

    /// <summary>Tags found, each with its profile and its evidence.</summary>
    public IReadOnlyList<PathStep> Steps => _steps;

    /// <summary>
    /// By how much the found profiles speak for this object, as twice a logarithm: fitting lengths, and shifts that agree better
    /// than those of tags which have nothing in common. 0 when nothing was found.
    /// </summary>
    public double Evidence { get; private set; }

    /// <summary>How many pairs of a tag and a free profile there are.</summary>
    public int Nodes(FreeProfiles free)
    {
        int[] places = new int[free.Count];
        int count = 0;
        foreach (int tag in tags)
        {
            count += free.Find(stationary[tag].Profile, places);
        }

        return count;
    }

    /// <summary>
    /// Finds the path with the most evidence among the profiles that are still free. Every node is tried as the common shift, whole
    /// rows at a time and the smallest first; rows that the share doesn't hold are not tried, since any one of an object's tags
    /// leads to the others. Where it holds no row, nothing is found.
    /// </summary>
    /// <param name="free">The profiles.</param>
    /// <param name="share">Most work of this search.</param>
    /// <param name="budget">Counts the work.</param>
    public void Search(FreeProfiles free, long share, SearchBudget budget)
    {
        (_steps, Evidence) = ([], 0);
        int[] places = Rows(free);
        int[] rows = [.. Enumerable.Range(0, tags.Length).Where(row => Length(row) > 0).OrderBy(Length)];
        long end = budget.Spent + share, layout = (long)SearchBudget.NodeWork * places.Length;
        if (rows.Length == 0 || budget.Spent + layout + SeedWork(rows[0], places.Length) > end)
        {
            budget.NoteShort(rows.Length > 0);
            return;
        }

        PathNodes nodes = Layout(free, places);
        budget.Spend(layout);
        int[] path = new int[tags.Length], best = new int[tags.Length];
        int bestRow = -1;
        foreach (int row in rows)
        {
            if (budget.Spent + SeedWork(row, places.Length) > end)
            {
                budget.NoteShort(true);
                break;
            }

            for (int seed = Start(row); seed < _ends[row]; seed++)
            {
                double evidence = Follow(nodes, row, seed, path, budget);
                if (evidence > Evidence)
                {
                    (Evidence, bestRow) = (evidence, row);
                    path.CopyTo(best, 0);
                }
            }
        }

        _steps = Trace(nodes, free, best, bestRow);
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    private int Length(int row) => _ends[row] - Start(row);

    /// <summary>The places of all nodes, row after row.</summary>
    private int[] Rows(FreeProfiles free)
    {
        int[] row = new int[free.Count];
        var places = new List<int>();
        for (int i = 0; i < tags.Length; i++)
        {
            places.AddRange(row.AsSpan(0, free.Find(stationary[tags[i]].Profile, row)));
            _ends[i] = places.Count;
        }

        return [.. places];
    }

    /// <summary>Most work of trying a row's nodes.</summary>
    private long SeedWork(int row, int nodes) => (long)Length(row) * (nodes - Length(row));

    private PathNodes Layout(FreeProfiles free, int[] places)
    {
        double driftVariance = motion.DriftDeviation * motion.DriftDeviation;
        var nodes = new PathNodes(places, stationary[tags[0]].Profile.Antennas, vote.SpreadDeviation);
        for (int row = 0; row < tags.Length; row++)
        {
            TagProfile known = stationary[tags[row]].Profile;
            _largestGains[row] = 0;
            for (int node = Start(row); node < _ends[row]; node++)
            {
                nodes.Set(node, known, free[places[node]], free.Gain(known, places[node]), driftVariance);
                _largestGains[row] = Math.Max(_largestGains[row], nodes.Gain(node));
            }
        }

        return nodes;
    }

    /// <summary>
    /// Holds all rows against a node; of each the one that agrees best is taken, which among many strays some would do by chance.
    /// Gives up, with evidence 0, once not even perfect agreement of the rows that are left would beat the best path so far.
    /// </summary>
    private double Follow(PathNodes nodes, int seedRow, int seed, int[] path, SearchBudget budget)
    {
        Array.Fill(path, -1);
        path[seedRow] = seed;
        nodes.Compare(seed);
        double possible = nodes.Gain(seed) + Slack;
        for (int row = 0; row < path.Length; row++)
        {
            possible += row == seedRow ? 0 : Most(nodes, row);
        }

        // Two sums, so that rounding is the same whichever of two tags the path starts from.
        double gains = 0, agreements = 0;
        for (int row = 0; row < path.Length && possible > Evidence; row++)
        {
            if (row != seedRow)
            {
                path[row] = nodes.Best(seed, Start(row), _ends[row], path, out double agreement);
                agreements += agreement;
                possible += agreement + (path[row] >= 0 ? nodes.Gain(path[row]) : 0) - Most(nodes, row);
                budget.Spend(Length(row));
            }

            gains += path[row] >= 0 ? nodes.Gain(path[row]) : 0;
        }

        return possible > Evidence ? gains + agreements : 0;
    }

    /// <summary>The most that any node of a row can add to a path.</summary>
    private double Most(PathNodes nodes, int row) => Length(row) > 0 ? _largestGains[row] + nodes.Ceiling : 0;

    private PathStep[] Trace(PathNodes nodes, FreeProfiles free, int[] path, int seedRow)
    {
        var steps = new List<PathStep>();
        for (int row = 0; row < path.Length; row++)
        {
            if (path[row] >= 0)
            {
                int place = nodes.Place(path[row]);
                int strays = row == seedRow ? 1 : Length(row);
                steps.Add(new PathStep(tags[row], place, TagShift.Anonymous(
                    stationary[tags[row]].Profile, free[place], motion.DriftDeviation, ReadKind.Traced, strays)));
            }
        }

        return [.. steps];
    }
}

/// <summary>One tag of an object with the profile taken for its own.</summary>
/// <param name="Tag">Index of the tag in the stationary distribution.</param>
/// <param name="Place">Place of the profile among the unmatched.</param>
/// <param name="Shift">Its evidence.</param>
internal sealed record PathStep(int Tag, int Place, TagShift Shift);
