using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace TwinGrid.Signal.Probing;

/// <summary>
/// The N reflection coefficients Γᵢ = ρᵢ·e^{jφᵢ} that a tag cycles through while it is probed, with the
/// matrices of the linear estimator computed once: H with rows [1, 1 − ρcosφ, ρsinφ], (HᵀH)⁻¹ and
/// W = (HᵀH)⁻¹Hᵀ. Ahmad et al. (SenSys 2021), (4.5) and (4.6). Immutable.
/// </summary>
public sealed class ReflectionPalette
{
    /// <summary>The fewest coefficients accepted: three unknowns and one degree of freedom for the noise.</summary>
    public const int MinimumCount = 4;

    /// <summary>The most coefficients accepted; bounds the stack use of the estimators.</summary>
    public const int MaximumCount = 64;

    private const double LargestCondition = 1e3;

    private readonly double[] _direct;
    private readonly double[] _quadrature;
    private readonly double[] _weights;
    private readonly Complex[] _coefficients;

    /// <summary>A palette of the given coefficients, in the order in which the tag switches them.</summary>
    /// <param name="coefficients">4 to 64 values Γ with 0 &lt; |Γ| ≤ 1, spread round the circle.</param>
    /// <exception cref="ArgumentException">Wrong count, a magnitude out of (0, 1] or NaN, or coefficients so close together that H is ill-conditioned.</exception>
    public ReflectionPalette(params ReadOnlySpan<Complex> coefficients)
    {
        if (coefficients.Length is < MinimumCount or > MaximumCount)
        {
            throw new ArgumentException($"expected {MinimumCount} to {MaximumCount} reflection coefficients, found {coefficients.Length}", nameof(coefficients));
        }

        _coefficients = coefficients.ToArray();
        _direct = new double[Count];
        _quadrature = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            double magnitude = _coefficients[i].Magnitude;
            // Polar construction of a unit coefficient may land one rounding above 1.
            if (!(magnitude > 0 && magnitude <= 1 + 1e-12))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"expected reflection magnitudes in (0, 1], found {magnitude} at index {i}"),
                    nameof(coefficients));
            }

            _direct[i] = 1 - _coefficients[i].Real;
            _quadrature[i] = _coefficients[i].Imaginary;
        }

        Matrix<double> h = Matrix<double>.Build.Dense(Count, 3, (i, j) => j switch { 0 => 1, 1 => _direct[i], _ => _quadrature[i] });
        double condition = h.ConditionNumber();
        if (!(condition < LargestCondition))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"expected coefficients spread round the circle (condition of H below {LargestCondition}), found condition {condition:G3}"),
                nameof(coefficients));
        }

        Matrix<double> inverse = h.TransposeThisAndMultiply(h).Inverse();
        InverseGram = new ProbeCovariance(inverse[0, 0], inverse[0, 1], inverse[0, 2], inverse[1, 1], inverse[1, 2], inverse[2, 2]);
        _weights = inverse.TransposeAndMultiply(h).ToRowMajorArray();
    }

    /// <summary>
    /// Eight coefficients as a plausible switch bank gives them: nominal phases 45° apart, each a few degrees
    /// off, magnitudes 0.95 to 1.00 (the phases are made by unequal stub lengths with unequal losses).
    /// </summary>
    public static ReflectionPalette Standard { get; } = new(
        Polar(1.00, 2), Polar(0.98, 43), Polar(0.97, 92), Polar(0.99, 136),
        Polar(0.96, 178), Polar(0.98, 227), Polar(0.95, 269), Polar(0.99, 314));

    /// <summary>Number N of coefficients, and of voltages in one probing cycle.</summary>
    public int Count => _coefficients.Length;

    /// <summary>The coefficients Γᵢ, N values.</summary>
    public ReadOnlySpan<Complex> Coefficients => _coefficients;

    /// <summary>Second column of H: 1 − ρᵢcosφᵢ, N values.</summary>
    public ReadOnlySpan<double> Direct => _direct;

    /// <summary>Third column of H: ρᵢsinφᵢ, N values.</summary>
    public ReadOnlySpan<double> Quadrature => _quadrature;

    /// <summary>W = (HᵀH)⁻¹Hᵀ, 3 × N, row by row: the estimate is W·v. Ahmad et al. (4.6).</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>(HᵀH)⁻¹: the covariance of the linear estimate for voltage noise of unit variance.</summary>
    public ProbeCovariance InverseGram { get; }

    /// <summary>
    /// Mean over Θ of the variance of β·Θ̂ for voltage noise of unit variance: half the trace of the lower
    /// 2 × 2 block of (HᵀH)⁻¹, 2/N for ideal coefficients. Tells what phase noise a voltage noise makes.
    /// </summary>
    public double PhaseNoiseGain => (InverseGram.AA + InverseGram.BB) / 2;

    private static Complex Polar(double magnitude, double degrees) => Complex.FromPolarCoordinates(magnitude, degrees * (Math.PI / 180));
}
