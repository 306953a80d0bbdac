namespace TwinGrid.Signal.Propagation;

/// <summary>Which spectrum over delay is meant. Qi et al., table I.</summary>
public enum DelaySpectrum
{
    /// <summary>Power of the channel from one antenna to another.</summary>
    OneWayPower,

    /// <summary>Amplitude of that channel.</summary>
    OneWayEnvelope,

    /// <summary>Power of the channel out to a tag and back by the same way.</summary>
    TwoWayPower,

    /// <summary>Amplitude of the channel out and back.</summary>
    TwoWayEnvelope,
}

/// <summary>
/// Idealised spectra over delay of a channel whose one-way power decays as exp(−τ/σ), σ being its RMS delay spread. Qi et al.,
/// section III-A, eq. 13 and table I. All four are gamma densities. The two-way ones are built from envelopes that add up, that is,
/// from components in phase; components of random phase add up in power, and their two-way power has shape 2 (centroid 2σ,
/// width √2·σ) where the table has 3.
/// </summary>
public static class ExponentialProfile
{
    /// <summary>Mean delay of the spectrum, in units of σ: 1, 2, 3 and 4.</summary>
    public static double Centroid(DelaySpectrum spectrum) => Shape(spectrum) * Scale(spectrum);

    /// <summary>Root-mean-square width about the mean, in units of σ: 1, 2, √3 and 2√2.</summary>
    public static double Width(DelaySpectrum spectrum) => Math.Sqrt(Shape(spectrum)) * Scale(spectrum);

    /// <summary>The spectrum at a delay, per unit of σ, of area one.</summary>
    /// <param name="spectrum">Which spectrum.</param>
    /// <param name="delay">τ/σ; zero is the direct path, before which there is nothing.</param>
    public static double Density(DelaySpectrum spectrum, double delay)
    {
        double scaled = delay / Scale(spectrum);
        int shape = Shape(spectrum);
        double factorial = shape == 3 ? 2 : 1;
        return delay < 0 ? 0 : Math.Pow(scaled, shape - 1) * Math.Exp(-scaled) / (factorial * Scale(spectrum));
    }

    private static int Shape(DelaySpectrum spectrum) => spectrum switch
    {
        DelaySpectrum.OneWayPower or DelaySpectrum.OneWayEnvelope => 1,
        DelaySpectrum.TwoWayPower => 3,
        DelaySpectrum.TwoWayEnvelope => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(spectrum), spectrum, "expected one of the four spectra"),
    };

    private static double Scale(DelaySpectrum spectrum) =>
        spectrum is DelaySpectrum.OneWayEnvelope or DelaySpectrum.TwoWayEnvelope ? 2 : 1;
}
