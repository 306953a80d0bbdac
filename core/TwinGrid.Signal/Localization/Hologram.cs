using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// The log-likelihood of one tag over a horizontal grid, for a picture: sharp lobes where all rings meet.
/// Plays the part of the hologram of Ahmad et al. figure 11(b), without its raster and blur.
/// </summary>
public static class Hologram
{
    /// <summary>Evaluates the likelihood of <paramref name="tag"/> against the nodes that <paramref name="solution"/> located.</summary>
    /// <param name="problem">The problem the solution answers.</param>
    /// <param name="solution">Where the other nodes stand and how well.</param>
    /// <param name="tag">The tag; its own position in the solution isn't used.</param>
    /// <param name="bounds">The area; its low corner's height is the height of the picture in space, the tag's own in planar work.</param>
    /// <param name="step">Distance of cells in metres, above zero; a fortieth of the wavelength shows every lobe.</param>
    /// <returns>Log-likelihoods; zero means as good as no information.</returns>
    /// <exception cref="ArgumentException">The solution isn't one of this problem, the step isn't positive, or the grid exceeds 2²⁴ cells.</exception>
    public static PlanarField Evaluate(LocalizationProblem problem, LocalizationSolution solution, int tag, SearchBox bounds, double step)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return Evaluate(problem, solution.Nodes, solution.SystematicDeviation, tag, bounds, step);
    }

    /// <summary>Evaluates the likelihood of <paramref name="tag"/> against nodes that stand as <paramref name="nodes"/> says.</summary>
    /// <param name="problem">The setting and the links.</param>
    /// <param name="nodes">One estimate a node, in the problem's order.</param>
    /// <param name="systematicDeviation">Deviation of the links' own multipath error in radians.</param>
    /// <param name="tag">The tag; its own estimate isn't used.</param>
    /// <param name="bounds">The area; its low corner's height is the height of the picture in space, the tag's own in planar work.</param>
    /// <param name="step">Distance of cells in metres, above zero.</param>
    /// <returns>Log-likelihoods; zero means as good as no information.</returns>
    /// <exception cref="ArgumentException">The estimates aren't of this problem, the step isn't positive, or the grid exceeds 2²⁴ cells.</exception>
    public static PlanarField Evaluate(
        LocalizationProblem problem, IReadOnlyList<TagEstimate> nodes, double systematicDeviation, int tag, SearchBox bounds, double step)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tag, problem.Nodes.Count);
        double columns = Math.Floor((bounds.High.X - bounds.Low.X) / step) + 1;
        double rows = Math.Floor((bounds.High.Y - bounds.Low.Y) / step) + 1;
        if (!(step > 0 && columns >= 1 && rows >= 1 && columns * rows <= 1 << 24))
        {
            throw new ArgumentException(FormattableString.Invariant($"expected a positive step and 1 to 2^24 cells, found step {step} m and {columns} x {rows} cells"));
        }

        TagEvidence evidence = Neighbourhood.Evidence(problem, nodes, systematicDeviation, tag);
        double height = problem.Space.Dimensions == 3 ? bounds.Low.Z : evidence.Height;
        var values = new double[(int)columns * (int)rows];
        int cell = 0;
        for (int r = 0; r < (int)rows; r++)
        {
            for (int c = 0; c < (int)columns; c++)
            {
                values[cell++] = evidence.LogLikelihood(new Position(bounds.Low.X + c * step, bounds.Low.Y + r * step, height));
            }
        }

        return new PlanarField(new Position(bounds.Low.X, bounds.Low.Y, height), step, (int)columns, (int)rows, values);
    }
}
