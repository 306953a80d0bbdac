namespace TwinGrid.Signal.Localization;

/// <summary>The answer of the solver for every node of a problem.</summary>
public sealed class LocalizationSolution
{
    private readonly TagEstimate[] _nodes;
    private readonly double[] _residuals;

    internal LocalizationSolution(TagEstimate[] nodes, double[] residuals, double systematicDeviation, int iterations, int rounds, bool converged)
    {
        _nodes = nodes;
        _residuals = residuals;
        SystematicDeviation = systematicDeviation;
        Iterations = iterations;
        Rounds = rounds;
        Converged = converged;
    }

    /// <summary>One estimate a node, in the problem's order; anchors stand in it as located without error.</summary>
    public IReadOnlyList<TagEstimate> Nodes => _nodes;

    /// <summary>
    /// One value a link: wrapped phase residual over its standard deviation after the fit, about standard
    /// normal when the model holds; NaN for a link with an end that was not placed.
    /// </summary>
    public ReadOnlySpan<double> NormalizedResiduals => _residuals;

    /// <summary>Deviation of the links' own multipath error as the residuals tell it, in radians.</summary>
    public double SystematicDeviation { get; }

    /// <summary>Gauss–Newton iterations of the joint estimate, all rounds together.</summary>
    public int Iterations { get; }

    /// <summary>Rounds of placing tags.</summary>
    public int Rounds { get; }

    /// <summary>True when the last joint estimate settled.</summary>
    public bool Converged { get; }
}
