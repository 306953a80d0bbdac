namespace TwinGrid.Signal.Localization;

/// <summary>One tag's evidence against the nodes of a finished solution.</summary>
internal static class Neighbourhood
{
    /// <summary>A placement of the anchors and of every tag that the solution located.</summary>
    public static Placement Placement(LocalizationProblem problem, LocalizationSolution solution) => Placement(problem, solution.Nodes);

    /// <summary>The links of <paramref name="tag"/> in the problem to nodes that the solution located.</summary>
    public static TagEvidence Evidence(LocalizationProblem problem, LocalizationSolution solution, int tag) =>
        Evidence(problem, solution.Nodes, solution.SystematicDeviation, tag);

    /// <summary>The links of <paramref name="tag"/> in the problem to nodes that were located.</summary>
    public static TagEvidence Evidence(LocalizationProblem problem, IReadOnlyList<TagEstimate> nodes, double systematicDeviation, int tag)
    {
        var evidence = new TagEvidence(problem.Space, new PhaseErrorModel(LocalizationOptions.Default.OutlierShare));
        evidence.Load(problem, Placement(problem, nodes), tag, systematicDeviation * systematicDeviation);
        return evidence;
    }

    private static Placement Placement(LocalizationProblem problem, IReadOnlyList<TagEstimate> nodes)
    {
        if (nodes.Count != problem.Nodes.Count)
        {
            throw new ArgumentException($"expected a solution of {problem.Nodes.Count} nodes, found {nodes.Count}", nameof(nodes));
        }

        var placement = new Placement(problem);
        foreach (TagEstimate estimate in nodes)
        {
            if (estimate.IsLocated && !problem.Nodes[estimate.Node].IsAnchor)
            {
                placement.Place(estimate.Node, estimate.Position, estimate.Covariance);
            }
        }

        return placement;
    }
}
