using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// The least covariance that any unbiased estimator of all positions together can have, for Gaussian phase errors
/// whose integers are known: the inverse of Σ over links of (2π/λ)²·u·uᵀ/(σ² + σₛ²), u being the unit vector
/// along the link with opposite signs at its ends.
/// </summary>
public static class CramerRaoBound
{
    /// <summary>The bound of each tag at the true positions.</summary>
    /// <param name="problem">The problem; of its links the ends count, and the deviations unless <paramref name="phaseDeviations"/> are given.</param>
    /// <param name="positions">True position of every node, metres.</param>
    /// <param name="systematicDeviation">Multipath deviation σₛ of links that state none, radians.</param>
    /// <param name="included">Which nodes take part (located tags); null for all. Links to others are left out.</param>
    /// <param name="phaseDeviations">True noise deviation of every link in radians; empty to use those of the problem.</param>
    /// <returns>One covariance a node in square metres; zero for anchors and nodes left out.</returns>
    /// <exception cref="ArgumentException">A list is not as long as the problem's, or the geometry does not determine the tags.</exception>
    public static IReadOnlyList<PositionCovariance> Compute(
        LocalizationProblem problem,
        IReadOnlyList<Position> positions,
        double systematicDeviation,
        IReadOnlyList<bool>? included = null,
        ReadOnlySpan<double> phaseDeviations = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(positions);
        RequireLength(positions.Count, problem.Nodes.Count, nameof(positions));
        RequireLength(included?.Count ?? problem.Nodes.Count, problem.Nodes.Count, nameof(included));
        LocalizationProblem exact = WithTruth(problem, positions, phaseDeviations);

        var placement = new Placement(exact);
        for (int i = 0; i < positions.Count; i++)
        {
            if (!problem.Nodes[i].IsAnchor && (included?[i] ?? true))
            {
                placement.Place(i, positions[i], default);
            }
        }

        // With residuals of zero every link has the weight of its variance, but for the outlier share; take it out.
        var joint = new JointEstimate(exact, placement, new PhaseErrorModel(double.Epsilon));
        JointCovariance covariance = joint.Covariance(placement, systematicDeviation * systematicDeviation)
            ?? throw new ArgumentException("expected links that determine every included tag, found a singular information matrix", nameof(problem));
        covariance.Store(placement);
        return placement.Covariance;
    }

    /// <summary>The same links with the phases and deviations of the truth.</summary>
    private static LocalizationProblem WithTruth(LocalizationProblem problem, IReadOnlyList<Position> positions, ReadOnlySpan<double> phaseDeviations)
    {
        if (!phaseDeviations.IsEmpty)
        {
            RequireLength(phaseDeviations.Length, problem.Links.Count, nameof(phaseDeviations));
        }

        var nodes = new LocalizationNode[positions.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = problem.Nodes[i].IsAnchor ? LocalizationNode.Anchor(positions[i]) : LocalizationNode.Tag(positions[i].Z);
        }

        var links = new PhaseLink[problem.Links.Count];
        for (int i = 0; i < links.Length; i++)
        {
            PhaseLink link = problem.Links[i];
            links[i] = link with
            {
                Phase = problem.Space.WaveNumber * positions[link.First].DistanceTo(positions[link.Second]),
                PhaseDeviation = phaseDeviations.IsEmpty ? link.PhaseDeviation : phaseDeviations[i],
            };
        }

        return new LocalizationProblem(problem.Space, nodes, links);
    }

    private static void RequireLength(int found, int expected, string name)
    {
        if (found != expected)
        {
            throw new ArgumentException($"expected {expected} entries, found {found}", name);
        }
    }
}
