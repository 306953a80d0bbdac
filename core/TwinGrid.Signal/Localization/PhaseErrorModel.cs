namespace TwinGrid.Signal.Localization;

/// <summary>
/// The density of a wrapped phase residual: Gaussian with probability 1 − ε, uniform over the half circle with
/// probability ε. Log-likelihoods are relative to the uniform density, so a link without information adds zero.
/// The uniform share bounds what one bad link can say, and its posterior is the robust weight.
/// </summary>
/// <param name="OutlierShare">ε in (0, 1).</param>
internal readonly record struct PhaseErrorModel(double OutlierShare)
{
    private static readonly double GaussianOverUniform = Math.PI / Math.Sqrt(2 * Math.PI);

    /// <summary>The Gaussian part of the density at zero residual, its share included.</summary>
    public double GaussianPeak(double variance) => (1 - OutlierShare) * GaussianOverUniform / Math.Sqrt(variance);

    /// <summary>Log-likelihood of a residual whose square over the variance is <paramref name="squared"/>.</summary>
    public double LogLikelihood(double squared, double variance) =>
        Math.Log(GaussianPeak(variance) * Math.Exp(-squared / 2) + OutlierShare);

    /// <summary>Posterior probability that the link carries information: the weight of its residual, 0 to 1.</summary>
    public double Weight(double squared, double variance)
    {
        double gaussian = GaussianPeak(variance) * Math.Exp(-squared / 2);
        return gaussian / (gaussian + OutlierShare);
    }

    /// <summary>
    /// The largest cost −log of a residual against that of no residual: where the parabola z²/2 is cut in the coarse search.
    /// </summary>
    public double CostCeiling(double variance) =>
        Math.Log(1 + GaussianPeak(variance) / OutlierShare);
}
