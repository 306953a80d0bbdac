namespace TwinGrid.Signal.Localization;

/// <summary>One tag's evidence against the nodes of a finished solution.</summary>
internal static class Neighbourhood
{
    /// <summary>A placement of the anchors and of every tag that the solution located.</summary>
    public static Placement Placement(LocalizationProblem problem, LocalizationSolution solution)
    {
        if (solution.Nodes.Count != problem.Nodes.Count)
        {
            throw new ArgumentException($"expected a solution of {problem.Nodes.Count} nodes, found {solution.Nodes.Count}", nameof(solution));
        }

        var placement = new Placement(problem);
        foreach (TagEstimate estimate in solution.Nodes)
        {
            if (estimate.IsLocated && !problem.Nodes[estimate.Node].IsAnchor)
            {
                placement.Place(estimate.Node, estimate.Position, estimate.Covariance);
            }
        }

        return placement;
    }

    /// <summary>The links of <paramref name="tag"/> in the problem to nodes that the solution located.</summary>
    public static TagEvidence Evidence(LocalizationProblem problem, LocalizationSolution solution, int tag)
    {
        var evidence = new TagEvidence(problem.Space, new PhaseErrorModel(LocalizationOptions.Default.OutlierShare));
        double systematic = solution.SystematicDeviation;
        evidence.Load(problem, Placement(problem, solution), tag, systematic * systematic);
        return evidence;
    }
}
