namespace TwinGrid.Signal.Localization;

/// <summary>
/// Locates the tags of a problem by maximum likelihood of all wrapped phases. In rounds, each tag is searched
/// against the nodes that stand; those with one clearly best place are placed and serve the next round; then
/// all placed tags are estimated jointly, integers are checked, and the multipath variance is taken from the
/// residuals. The aim is that of Ahmad et al. section 7; the form is direct instead of a blurred raster.
/// </summary>
public static class LocalizationSolver
{
    /// <summary>Solves a problem. Deterministic; touches nothing outside its arguments.</summary>
    /// <param name="problem">Nodes and links.</param>
    /// <param name="options">How cautious to be; the defaults when null.</param>
    /// <returns>An estimate for every node; tags that can't be told are declined with the reason.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LocalizationSolution Solve(LocalizationProblem problem, LocalizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= LocalizationOptions.Default;
        options.Check();
        return new SolverRun(problem, options).Run();
    }
}
