using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Localization;

/// <summary>One room, solved.</summary>
/// <param name="Errors">Distance from truth of each located tag, metres.</param>
/// <param name="Bounds">Cramér–Rao bound of each located tag's distance error, metres; empty for the literal form.</param>
/// <param name="LeastErrors">
/// Distance errors drawn from the covariances of the bound, several a located tag: what an estimator at the bound would show.
/// </param>
/// <param name="Tags">Tags in the room, located or not.</param>
/// <param name="Seconds">Time of the solver alone.</param>
internal sealed record RoomTrial(IReadOnlyList<double> Errors, IReadOnlyList<double> Bounds, IReadOnlyList<double> LeastErrors, int Tags, double Seconds)
{
    private const int DrawsPerTag = 8;

    /// <summary>This project's solver on a synthesised room.</summary>
    /// <param name="options">The room.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="withTagLinks">Whether tags probe one another; without, only links to anchors are used, as active readers would have them.</param>
    /// <param name="time">Clock.</param>
    public static RoomTrial Ours(RoomOptions options, ulong seed, bool withTagLinks, TimeProvider time)
    {
        (SyntheticRoom room, LocalizationProblem problem, int[] kept) = Problem(options, seed, withTagLinks);
        long start = time.GetTimestamp();
        LocalizationSolution solution = LocalizationSolver.Solve(problem);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        IReadOnlyList<PositionCovariance> bounds = CramerRaoBound.Compute(
            problem,
            room.Positions,
            options.MultipathDeviation,
            [.. solution.Nodes.Select(estimate => estimate.IsLocated)],
            Array.ConvertAll(kept, link => room.Links[link].PhaseDeviation));
        TagEstimate[] located = Located(room, solution.Nodes);
        return new RoomTrial(
            [.. located.Select(estimate => estimate.Position.DistanceTo(room.Positions[estimate.Node]))],
            [.. located.Select(estimate => bounds[estimate.Node].DistanceDeviation)],
            Draw([.. located.Select(estimate => bounds[estimate.Node])], new SeededRandom(seed)),
            options.TagCount,
            seconds);
    }

    /// <summary>The literal published form on the same room.</summary>
    public static RoomTrial Literal(RoomOptions options, ulong seed, bool withTagLinks, TimeProvider time)
    {
        (SyntheticRoom room, LocalizationProblem problem, _) = Problem(options, seed, withTagLinks);
        long start = time.GetTimestamp();
        IReadOnlyList<TagEstimate> estimates = LiteralLocalization.Solve(problem);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        return new RoomTrial(
            [.. Located(room, estimates).Select(estimate => estimate.Position.DistanceTo(room.Positions[estimate.Node]))],
            [],
            [],
            options.TagCount,
            seconds);
    }

    /// <summary>Lengths of Gaussian vectors in the plane.</summary>
    private static double[] Draw(PositionCovariance[] covariances, SeededRandom random)
    {
        var lengths = new double[covariances.Length * DrawsPerTag];
        for (int i = 0; i < lengths.Length; i++)
        {
            PositionCovariance covariance = covariances[i / DrawsPerTag];
            double deviation = Math.Sqrt(covariance.XX), slope = covariance.XY / deviation;
            double x = random.NextGaussian(), y = random.NextGaussian();
            lengths[i] = double.Hypot(deviation * x, slope * x + Math.Sqrt(covariance.YY - slope * slope) * y);
        }

        return lengths;
    }

    private static TagEstimate[] Located(SyntheticRoom room, IReadOnlyList<TagEstimate> estimates) =>
        [.. estimates.Where(estimate => estimate.IsLocated && !room.IsAnchor(estimate.Node))];

    private static (SyntheticRoom Room, LocalizationProblem Problem, int[] Kept) Problem(RoomOptions options, ulong seed, bool withTagLinks)
    {
        SyntheticRoom room = RoomSynthesis.Create(options, seed);
        LocalizationProblem full = room.ToProblem();
        int[] kept = [.. Enumerable.Range(0, full.Links.Count).Where(link => withTagLinks || room.IsAnchor(full.Links[link].First))];
        return (room, withTagLinks ? full : new LocalizationProblem(full.Space, full.Nodes, [.. kept.Select(link => full.Links[link])]), kept);
    }
}
