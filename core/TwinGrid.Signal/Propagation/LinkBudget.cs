using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Propagation;

/// <summary>
/// Powers of radio and backscatter links in free space, as pure functions. Powers are in dBm, gains and losses in dB,
/// ranges and wavelengths in metres. Qi et al., section II-B, eq. 1; Friis' transmission formula; Johnson and Nyquist's noise.
/// </summary>
public static class LinkBudget
{
    /// <summary>Boltzmann's constant in joules per kelvin (exact by definition of the kelvin).</summary>
    public const double Boltzmann = 1.380649e-23;

    /// <summary>The temperature at which noise figures are defined, in kelvins.</summary>
    public const double StandardTemperature = 290;

    /// <summary>10·log₁₀ of a power ratio above zero.</summary>
    public static double ToDecibels(double ratio) => 10 * Math.Log10(ratio);

    /// <summary>The power ratio of a level in decibels.</summary>
    public static double FromDecibels(double decibels) => Math.Pow(10, decibels / 10);

    /// <summary>Free-space loss of one way, (4πd/λ)² in dB.</summary>
    /// <param name="range">d in metres, above zero.</param>
    /// <param name="wavelength">λ in metres, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not a positive number.</exception>
    public static double PathLoss(double range, double wavelength) =>
        2 * ToDecibels(4 * Math.PI * Required.Positive(range, "a range in metres") / Required.Positive(wavelength, "a wavelength in metres"));

    /// <summary>Power received over one way in free space, dBm: what a tag sees of its reader (Friis).</summary>
    /// <param name="transmitPower">Power into the transmitting antenna, dBm.</param>
    /// <param name="transmitGain">Gain of the transmitting antenna, dBi.</param>
    /// <param name="receiveGain">Gain of the receiving antenna, dBi.</param>
    /// <param name="range">Distance in metres, above zero.</param>
    /// <param name="wavelength">Wavelength in metres, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not a positive number.</exception>
    public static double OneWay(double transmitPower, double transmitGain, double receiveGain, double range, double wavelength) =>
        transmitPower + transmitGain + receiveGain - PathLoss(range, wavelength);

    /// <summary>
    /// Modulated power that returns to a reader from a tag, dBm: P_T·G_tx·G_rx·G_t²·(λ/4πd)⁴·M. Qi et al., eq. 1.
    /// </summary>
    /// <param name="transmitPower">P_T, dBm.</param>
    /// <param name="transmitGain">G_tx, dBi.</param>
    /// <param name="receiveGain">G_rx, dBi.</param>
    /// <param name="tagGain">G_t, dBi; counts twice.</param>
    /// <param name="range">d in metres, above zero.</param>
    /// <param name="wavelength">λ in metres, above zero.</param>
    /// <param name="modulationFactor">M in dB; above zero for a tag that amplifies.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not a positive number.</exception>
    public static double TwoWay(
        double transmitPower, double transmitGain, double receiveGain, double tagGain, double range, double wavelength, double modulationFactor) =>
        transmitPower + transmitGain + receiveGain + 2 * tagGain - 2 * PathLoss(range, wavelength) + modulationFactor;

    /// <summary>M = ¼·|Γ₁ − Γ₂|², a power ratio. Qi et al., section II-B; at most 1 for a passive tag.</summary>
    /// <param name="first">Γ₁, reflection coefficient of one state.</param>
    /// <param name="second">Γ₂, that of the other.</param>
    public static double ModulationFactor(Complex first, Complex second)
    {
        Complex difference = first - second;
        return (difference.Real * difference.Real + difference.Imaginary * difference.Imaginary) / 4;
    }

    /// <summary>Noise at the input of a receiver, kTBF in dBm.</summary>
    /// <param name="bandwidth">B in hertz, above zero.</param>
    /// <param name="noiseFigure">F in dB, not negative.</param>
    /// <param name="temperature">T in kelvins, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double ThermalNoise(double bandwidth, double noiseFigure, double temperature = StandardTemperature) =>
        ToDecibels(Boltzmann * Required.Positive(temperature, "a temperature in kelvins") * Required.Positive(bandwidth, "a bandwidth in hertz") * 1000)
        + Required.NotNegative(noiseFigure, "a noise figure in decibels");

    /// <summary>The wavelength of a frequency, metres.</summary>
    public static double Wavelength(Hertz frequency) => frequency.Wavelength.Value;
}
