using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.ColdChain.Kinetics;

/// <summary>
/// A mean kinetic temperature under way: T_K = (ΔH/R) / −ln( Σ wᵢ e^{−ΔH/RTᵢ} / Σ wᵢ ), weights wᵢ in time, T in kelvins
/// (USP &lt;1079.2&gt;; Haynes 1971).
/// </summary>
/// <remarks>
/// The terms e^{−ΔH/RT} are about 10⁻¹⁵ at room temperature and leave the range of a double for large ΔH: the sum is held relative
/// to its largest term, as logarithm and mantissa, so that no term over- or underflows that matters. Two means add up to that of
/// both together, in any order.
/// </remarks>
public readonly record struct KineticMean
{
    /// <summary>ΔH that USP prescribes, in kJ/mol.</summary>
    public const double UspActivationEnergy = 83.144;

    /// <summary>The gas constant in kJ/(mol·K), exact by definition of the SI.</summary>
    public const double GasConstant = 8.31446261815324e-3;

    private readonly double _largest, _sum;

    private KineticMean(double activationEnergy, double largest, double sum, double weight)
    {
        (ActivationEnergy, _largest, _sum, Weight) = (activationEnergy, largest, sum, weight);
    }

    /// <summary>ΔH in kJ/mol.</summary>
    public double ActivationEnergy { get; }

    /// <summary>Time taken in so far, in seconds.</summary>
    public double Weight { get; }

    /// <summary>The mean kinetic temperature; null before any time was taken in.</summary>
    public Celsius? Value => Weight > 0
        ? Celsius.Of(ActivationEnergy / GasConstant / -(_largest + Math.Log(_sum / Weight)) + Celsius.AbsoluteZero)
        : null;

    /// <summary>An empty mean.</summary>
    /// <param name="activationEnergy">ΔH in kJ/mol, finite and above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">ΔH is no such number.</exception>
    public static KineticMean Empty(double activationEnergy) => double.IsFinite(activationEnergy) && activationEnergy > 0
        ? new KineticMean(activationEnergy, double.NegativeInfinity, 0, 0)
        : throw new ArgumentOutOfRangeException(nameof(activationEnergy), activationEnergy, "ΔH: expected a finite number of kJ/mol above zero");

    /// <summary>This mean with a temperature that held for a time.</summary>
    /// <param name="celsius">The temperature in degrees Celsius.</param>
    /// <param name="seconds">How long it held; nothing changes at zero or below.</param>
    public KineticMean With(double celsius, double seconds)
    {
        if (!(seconds > 0))
        {
            return this;
        }

        double exponent = -ActivationEnergy / (GasConstant * (celsius - Celsius.AbsoluteZero));
        return Plus(new KineticMean(ActivationEnergy, exponent, seconds, seconds));
    }

    /// <summary>The mean of both together.</summary>
    /// <exception cref="ArgumentException">They have different ΔH.</exception>
    public KineticMean Plus(KineticMean other)
    {
        if (other.ActivationEnergy != ActivationEnergy)
        {
            throw new ArgumentException($"mean kinetic temperature: expected ΔH {ActivationEnergy} kJ/mol, found {other.ActivationEnergy}", nameof(other));
        }

        if (other.Weight == 0)
        {
            return this;
        }

        if (Weight == 0)
        {
            return other;
        }

        double largest = Math.Max(_largest, other._largest);
        double sum = _sum * Math.Exp(_largest - largest) + other._sum * Math.Exp(other._largest - largest);
        return new KineticMean(ActivationEnergy, largest, sum, Weight + other.Weight);
    }

    internal static KineticMean Read(FormReader form) => new(form.Number(), form.Number(), form.Number(), form.Number());

    internal void Write(FormWriter form)
    {
        form.Write(ActivationEnergy);
        form.Write(_largest);
        form.Write(_sum);
        form.Write(Weight);
    }
}
