using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Trips;

namespace TwinGrid.Simulation.Census;

/// <summary>A figure with its error.</summary>
/// <param name="Value">The estimate; the figure itself when everything was counted.</param>
/// <param name="StandardError">Its standard error; zero when everything was counted.</param>
public readonly record struct Estimate(double Value, double StandardError)
{
    /// <summary>97.5 % of a normal distribution lie below this many standard deviations.</summary>
    public const double TwoSided95 = 1.959964;

    /// <summary>Lower end of the 95 % interval.</summary>
    public double Low => Value - TwoSided95 * StandardError;

    /// <summary>Upper end of the 95 % interval.</summary>
    public double High => Value + TwoSided95 * StandardError;

    /// <summary>Half the interval's width over the value.</summary>
    public double RelativeError => StandardError == 0 ? 0 : TwoSided95 * StandardError / Math.Abs(Value);
}

/// <summary>
/// Figures of a world from a stratified sample or from a full count: totals are Σ N·mean over strata, their variances
/// Σ N²·s²/n (Cochran, Sampling Techniques, section 5.4, drawn with replacement).
/// </summary>
public sealed class CensusEstimate
{
    private readonly IReadOnlyList<Stratum> _strata;
    private readonly SampleSums[] _sums;

    internal CensusEstimate(IReadOnlyList<Stratum> strata, SampleSums[] sums) => (_strata, _sums) = (strata, sums);

    /// <summary>Cases drawn.</summary>
    public long Drawn => _sums.Sum(sums => sums.Drawn);

    /// <summary>Items in a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="country">The country they are in: bought in or, until they are shipped, made in. Every one if null.</param>
    public Estimate InStage(Stage stage, int? country = null) =>
        country is { } place && stage is Stage.NotMade or Stage.Factory ? InCountry(place, stage) : Total((int)stage, country, null);

    /// <summary>Items with an excursion.</summary>
    /// <param name="cause">Its cause; any if null.</param>
    /// <param name="country">The country they are bought in; every one if null.</param>
    /// <param name="goods">Their class; any if null.</param>
    public Estimate Excursions(Cause? cause = null, int? country = null, int? goods = null) =>
        Total(cause is { } one ? SampleSums.FirstCause + (int)one : SampleSums.Excursions, country, goods);

    /// <summary>A count.</summary>
    /// <param name="count">Which.</param>
    /// <param name="goods">The class; all if null.</param>
    public Estimate Of(Count count, int? goods = null) => Total(SampleSums.FirstCount + (int)count, null, goods);

    /// <summary>Items lost, stolen and broken.</summary>
    public Estimate Losses => Total(SampleSums.Losses, null, null);

    /// <summary>Items made and not yet sold or gone.</summary>
    /// <param name="country">The country they are in: bought in or, until they are shipped, made in. Every one if null.</param>
    public Estimate InChain(int? country = null) => country is { } place ? InCountry(place, null) : Total(SampleSums.InChain, null, null);

    /// <summary>Mean error of the located items' positions, millimetres: a ratio of two totals, its error by linearization.</summary>
    public Estimate LocationMillimetres
    {
        get
        {
            const int Errors = SampleSums.FirstCount + (int)Count.ErrorSum, Located = SampleSums.FirstCount + (int)Count.Located;
            double located = Total(Located, null, null).Value, ratio = Total(Errors, null, null).Value / located, variance = 0;
            for (int index = 0; index < _sums.Length; index++)
            {
                SampleSums sums = _sums[index];
                double covariance = sums.Drawn < 2 ? 0 : (sums.LocatedErrors - (double)sums.Sums[Errors] * sums.Sums[Located] / sums.Drawn) / (sums.Drawn - 1);
                double residual = sums.Variance(Errors) - 2 * ratio * covariance + ratio * ratio * sums.Variance(Located);
                variance += Math.Pow(_strata[index].Cases, 2) * Math.Max(0, residual) / Math.Max(1, sums.Drawn);
            }

            return new Estimate(ratio / 100, Math.Sqrt(variance) / located / 100);
        }
    }

    /// <summary>What a country has of all strata, those of other countries among them.</summary>
    private Estimate InCountry(int country, Stage? figure)
    {
        double value = 0, variance = 0;
        for (int index = 0; index < _sums.Length; index++)
        {
            double cases = _strata[index].Cases;
            if (_sums[index].Drawn > 0)
            {
                (double mean, double spread) = _sums[index].Of(country, figure);
                value += cases * mean;
                variance += cases * cases * spread / _sums[index].Drawn;
            }
        }

        return new Estimate(value, Math.Sqrt(variance));
    }

    private Estimate Total(int figure, int? country, int? goods)
    {
        double value = 0, variance = 0;
        for (int index = 0; index < _sums.Length; index++)
        {
            Stratum stratum = _strata[index];
            if ((country ?? stratum.Country) == stratum.Country && (goods ?? stratum.Goods) == stratum.Goods && _sums[index].Drawn > 0)
            {
                value += stratum.Cases * _sums[index].Mean(figure);
                variance += (double)stratum.Cases * stratum.Cases * _sums[index].Variance(figure) / _sums[index].Drawn;
            }
        }

        return new Estimate(value, Math.Sqrt(variance));
    }
}
