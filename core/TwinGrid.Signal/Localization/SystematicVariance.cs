namespace TwinGrid.Signal.Localization;

/// <summary>
/// One scoring step for the multipath variance σₛ² that all links share, from the residuals of a joint estimate:
/// Σ w²·(r² − s²·(1 − h)) = 0 with s² = σ² + σₛ², w = 1/s² and leverage h, the share of a residual that the fit
/// absorbs. This is the restricted maximum-likelihood equation with correlations between residuals left out.
/// </summary>
internal static class SystematicVariance
{
    // E[z² | |z| < 3] of a standard normal: residuals beyond are left to the outlier share.
    private const double Cut = 9;
    private const double CutMean = 0.973333;

    /// <summary>The improved variance in square radians; not below zero.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="joint">The joint estimate.</param>
    /// <param name="placement">Where tags stand.</param>
    /// <param name="covariance">Its covariance.</param>
    /// <param name="current">The variance the estimate was made with.</param>
    /// <param name="prior">The variance believed beforehand.</param>
    /// <param name="priorLinks">How many links the belief is worth.</param>
    public static double Update(
        LocalizationProblem problem, JointEstimate joint, Placement placement, JointCovariance covariance, double current, double prior, double priorLinks)
    {
        double excess = 0, information = 0, weightSum = 0;
        int counted = 0;
        foreach (int link in joint.Links)
        {
            if (!double.IsNaN(problem.KnownSystematicVariance[link]))
            {
                continue;
            }

            double variance = problem.TotalVariance(link, current);
            double freedom = 1 - covariance.FittedVariance(placement, link) / variance;
            double residual = joint.Residual(placement, link, out _, out _, out _);
            if (freedom < 0.05 || residual * residual > Cut * variance * freedom)
            {
                continue;
            }

            double weight = 1 / (variance * variance);
            excess += weight * (residual * residual / CutMean - variance * freedom);
            information += weight * freedom;
            weightSum += weight;
            counted++;
        }

        if (counted == 0)
        {
            return prior;
        }

        double priorWeight = priorLinks * weightSum / counted;
        return Math.Max(0, current + (excess + priorWeight * (prior - current)) / (information + priorWeight));
    }
}
