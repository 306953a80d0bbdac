using System.Numerics;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// What one hypothesis needs for each estimate, computed once: P = C⁻¹ − C⁻¹1·1ᴴC⁻¹/g with g = 1ᴴC⁻¹1, the inverse covariance
/// after the amplitude of the direct path is fitted, kept by diagonals; C⁻¹1/g; and ln|C| + ln g.
/// </summary>
internal sealed class DelayModel
{
    private readonly double[] _real;
    private readonly double[] _imaginary;
    private readonly Complex[] _fit;

    public DelayModel(ChannelPlan plan, DelayHypothesis hypothesis, double noiseToSignal)
    {
        hypothesis.Check();
        int count = plan.Count;
        var covariance = DelayCovariance.Of(plan, hypothesis, noiseToSignal);
        var factors = covariance.LU();
        var inverse = factors.Inverse();
        var row = inverse.RowSums();
        double norm = row.Sum().Real;
        _fit = [.. row.Select(value => Complex.Conjugate(value) / norm)];
        _real = new double[count * (count + 1) / 2];
        _imaginary = new double[_real.Length];
        for (int lag = 0, at = 0; lag < count; lag++)
        {
            for (int n = 0; n < count - lag; n++, at++)
            {
                Complex value = inverse[n, n + lag] - row[n] * Complex.Conjugate(row[n + lag]) / norm;
                (_real[at], _imaginary[at]) = (value.Real, value.Imaginary);
            }
        }

        Complex[] diagonal = [.. factors.U.Diagonal()];
        LogDeterminant = diagonal.Sum(value => Math.Log(value.Magnitude)) + Math.Log(norm);
    }

    /// <summary>ln|C| + ln g.</summary>
    public double LogDeterminant { get; }

    /// <summary>
    /// Coefficients q of the misfit as a polynomial on the circle: with z = y·e^{jnθ}, zᴴPz = q₀ + 2·Re Σ qₖe^{jkθ}, where
    /// qₖ = Σₙ yₙ*·P[n, n+k]·yₙ₊ₖ.
    /// </summary>
    public void Fill(ReadOnlySpan<double> y, ReadOnlySpan<double> yImaginary, Span<double> real, Span<double> imaginary)
    {
        int count = y.Length, width = Vector<double>.Count;
        for (int lag = 0, at = 0; lag < count; at += count - lag, lag++)
        {
            int length = count - lag;
            ReadOnlySpan<double> p = _real.AsSpan(at, length), pi = _imaginary.AsSpan(at, length);
            ReadOnlySpan<double> b = y.Slice(lag, length), bi = yImaginary.Slice(lag, length);
            Vector<double> sum = Vector<double>.Zero, sumImaginary = Vector<double>.Zero;
            int n = 0;
            for (; n <= length - width; n += width)
            {
                Vector<double> a = new(y.Slice(n, width)), ai = new(yImaginary.Slice(n, width));
                Vector<double> c = new(b.Slice(n, width)), ci = new(bi.Slice(n, width));
                Vector<double> m = new(p.Slice(n, width)), mi = new(pi.Slice(n, width));
                Vector<double> product = a * c + ai * ci, productImaginary = a * ci - ai * c;
                sum += product * m - productImaginary * mi;
                sumImaginary += product * mi + productImaginary * m;
            }

            double tail = 0, tailImaginary = 0;
            for (; n < length; n++)
            {
                double product = y[n] * b[n] + yImaginary[n] * bi[n], productImaginary = y[n] * bi[n] - yImaginary[n] * b[n];
                tail += product * p[n] - productImaginary * pi[n];
                tailImaginary += product * pi[n] + productImaginary * p[n];
            }

            real[lag] = Vector.Sum(sum) + tail;
            imaginary[lag] = Vector.Sum(sumImaginary) + tailImaginary;
        }
    }

    /// <summary>Amplitude of the direct path that fits best at an angle: 1ᴴC⁻¹z/g.</summary>
    public Complex Amplitude(ReadOnlySpan<double> y, ReadOnlySpan<double> yImaginary, double angle)
    {
        Complex turn = Complex.One, step = Complex.FromPolarCoordinates(1, angle), sum = default;
        for (int n = 0; n < y.Length; n++)
        {
            sum += _fit[n] * new Complex(y[n], yImaginary[n]) * turn;
            turn *= step;
        }

        return sum;
    }
}
