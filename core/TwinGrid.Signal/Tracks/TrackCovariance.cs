using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// Covariance of the fitted places. Residuals along a track are multipath, not noise: they are correlated over a few
/// centimetres, so the inverse of JᵀJ alone is far too small. The sandwich H·JᵀKJ·H takes K = exp(−Δ²/2ℓ²) between places, ℓ from
/// the residuals' own autocorrelation. On top come consider terms for what the model assumes about antennas, and a calibration term.
/// </summary>
/// <remarks>
/// The three deviations of <see cref="TrackOptions"/> are assumptions about installations, not results: along one track the
/// phases can't tell them. They were settled with a look at how often the 95 % ellipses hold the truth on the AdaRF sets D1 and D2:
/// for 76 % of the tags of D1 and 95 % of D2 as it is now. A place half a wavelength off is no part of any covariance.
/// </remarks>
internal sealed class TrackCovariance
{
    private readonly CoupledModel _model;
    private readonly int _count;
    private readonly double[] _factor;
    private readonly double[] _middle;
    private readonly double[][] _considered;

    /// <summary>Works out the covariance at the parameters, where the model stays evaluated.</summary>
    public TrackCovariance(CoupledModel model, ReadOnlySpan<double> parameters, TrackOptions options)
    {
        _model = model;
        _count = model.Tags > 1 ? model.Parameters : model.Parameters - 2;
        model.Evaluate(parameters);
        CorrelationLength = EstimateCorrelationLength();
        (_factor, _middle) = (new double[_count * _count], new double[_count * _count]);
        double[][] factors = [PatternFactors(parameters, 0), PatternFactors(parameters, 1), PatternFactors(parameters, 2)];
        double[] deviations = [options.PatternExponentDeviation, options.PhasePatternDeviation, options.PhasePatternDeviation];
        _considered = [new double[_count], new double[_count], new double[_count]];
        var column = new double[2 * model.Stride];
        var gradient = new double[_count];
        model.Linearize(parameters, model.AllTags, _count, _factor, gradient, (tag, columns) =>
        {
            AddSandwich(tag, columns);
            for (int i = 0; i < factors.Length; i++)
            {
                model.FieldColumn(tag, factors[i], column);
                for (int p = 0; p < _count; p++)
                {
                    _considered[i][p] += deviations[i] * VectorKernels.Dot(columns.AsSpan(p * 2 * model.Stride, 2 * model.Stride), column);
                }
            }
        });
        for (int i = 0; i < _count; i++)
        {
            _factor[i * _count + i] += 1e-9 + 1e-12 * _factor[i * _count + i];
        }

        Usable = ComplexMatrix.Factor(_factor, _count);
        foreach (double[] shift in Usable ? _considered : [])
        {
            ComplexMatrix.Solve(_factor, _count, shift);
        }
    }

    /// <summary>ℓ in metres.</summary>
    public double CorrelationLength { get; }

    /// <summary>False when the places aren't determined at all.</summary>
    public bool Usable { get; }

    /// <summary>Covariance of a tag's place in coordinates of the track, without calibration.</summary>
    public (double AlongAlong, double AlongAway, double AwayAway) Of(int tag)
    {
        Span<double> along = new double[_count], away = new double[_count];
        along[2 * tag] = 1;
        away[2 * tag + 1] = 1;
        ComplexMatrix.Solve(_factor, _count, along);
        ComplexMatrix.Solve(_factor, _count, away);
        (double xx, double xy, double yy) = (Form(along, along), Form(along, away), Form(away, away));
        foreach (double[] shift in _considered)
        {
            double x = shift[2 * tag], y = shift[2 * tag + 1];
            (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
        }

        return (xx, xy, yy);
    }

    private double Form(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += left[i] * VectorKernels.Dot(_middle.AsSpan(i * _count, _count), right);
        }

        return sum;
    }

    /// <summary>Relative change of every tag's direct field to the pattern's exponent (0) or its phase coefficients (1, 2).</summary>
    private double[] PatternFactors(ReadOnlySpan<double> parameters, int which)
    {
        int stride = _model.Stride;
        var factors = new double[_model.Tags * 2 * stride];
        (double[] placeAlong, double[] placeAway, double[] squares) = _model.Geometry;
        for (int t = 0; t < _model.Tags; t++)
        {
            for (int a = 0; a < stride; a++)
            {
                double x = parameters[2 * t] - placeAlong[a], y = Math.Max(parameters[2 * t + 1] - placeAway[a], 1e-3);
                double distance = Math.Sqrt(x * x + y * y + squares[a]), sine = x / distance;
                factors[t * 2 * stride + (which == 0 ? a : stride + a)] = which switch { 0 => Math.Log(y / distance), 1 => sine, _ => sine * sine };
            }
        }

        return factors;
    }

    private void AddSandwich(int tag, double[] columns)
    {
        int stride = _model.Stride, places = 0;
        double spread = 0;
        var kernel = new double[stride * stride];
        for (int a = 0; a < stride; a++)
        {
            for (int b = 0; b < stride; b++)
            {
                kernel[a * stride + b] = _model.Mask(tag)[a] * _model.Mask(tag)[b] * Math.Exp(-DistanceSquared(a, b) / (2 * CorrelationLength * CorrelationLength));
                spread += kernel[a * stride + b];
            }

            places += _model.Mask(tag)[a] != 0 ? 1 : 0;
        }

        // Four numbers are fitted a tag: along, away and the complex gain.
        double independent = 2.0 * places * places / spread;
        double variance = independent / Math.Max(independent - 4, 2) * _model.TagCosts[tag] / (2 * places);
        var smoothed = new double[2 * stride];
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<double> column = columns.AsSpan(i * 2 * stride, 2 * stride);
            for (int a = 0; a < stride; a++)
            {
                smoothed[a] = variance * VectorKernels.Dot(kernel.AsSpan(a * stride, stride), column[..stride]);
                smoothed[stride + a] = variance * VectorKernels.Dot(kernel.AsSpan(a * stride, stride), column[stride..]);
            }

            for (int j = 0; j < _count; j++)
            {
                _middle[i * _count + j] += VectorKernels.Dot(smoothed, columns.AsSpan(j * 2 * stride, 2 * stride));
            }
        }
    }

    /// <summary>Where the autocorrelation of all tags' residuals, by distance of places, falls below e^(−1/2).</summary>
    private double EstimateCorrelationLength()
    {
        int places = _model.Places;
        double extent = 0;
        for (int a = 0; a < places; a++)
        {
            extent = Math.Max(extent, DistanceSquared(0, a));
        }

        extent = 2 * Math.Sqrt(extent);
        double nearest = extent / 2 / Math.Max(1, places - 1), level = Math.Exp(-0.5);
        int bins = Math.Max(2, places / 2);
        var products = new double[bins];
        var counts = new double[bins];
        for (int t = 0; t < _model.Tags; t++)
        {
            ReadOnlySpan<double> residual = _model.Residual(t), mask = _model.Mask(t);
            double scale = 1 / Math.Max(_model.TagCosts[t], 1e-12);
            for (int a = 0; a < places; a++)
            {
                for (int b = 0; b <= a; b++)
                {
                    int bin = (int)Math.Round(Math.Sqrt(DistanceSquared(a, b)) / nearest);
                    if (mask[a] * mask[b] != 0 && bin < bins)
                    {
                        products[bin] += scale * (residual[a] * residual[b] + residual[_model.Stride + a] * residual[_model.Stride + b]);
                        counts[bin]++;
                    }
                }
            }
        }

        double previous = 1;
        for (int bin = 1; bin < bins; bin++)
        {
            if (counts[bin] == 0)
            {
                continue;
            }

            double value = products[bin] / counts[bin] / (products[0] / counts[0]);
            if (value < level)
            {
                return Math.Max(nearest / 2, nearest * (bin - 1 + (previous - level) / (previous - value)));
            }

            previous = value;
        }

        return extent / 4;
    }

    private double DistanceSquared(int a, int b)
    {
        (double[] along, double[] away, double[] _) = _model.Geometry;
        double x = along[a] - along[b], y = away[a] - away[b];
        return x * x + y * y;
    }
}
