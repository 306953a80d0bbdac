using System.Numerics;

namespace TwinGrid.Signal.Propagation;

/// <summary>A one-way channel of discrete components: Σ aᵢ·δ(τ − τᵢ), delays counted from the direct path. Qi et al., eq. 13.</summary>
public sealed class TappedChannel
{
    private readonly double[] _delays;
    private readonly Complex[] _amplitudes;

    /// <summary>A channel of the given components.</summary>
    /// <param name="delays">τᵢ in seconds.</param>
    /// <param name="amplitudes">aᵢ, as many.</param>
    /// <exception cref="ArgumentException">The lists differ in length or are empty.</exception>
    public TappedChannel(ReadOnlySpan<double> delays, ReadOnlySpan<Complex> amplitudes)
    {
        if (delays.IsEmpty || delays.Length != amplitudes.Length)
        {
            throw new ArgumentException($"expected as many delays as amplitudes and at least one, found {delays.Length} and {amplitudes.Length}", nameof(delays));
        }

        _delays = delays.ToArray();
        _amplitudes = amplitudes.ToArray();
    }

    /// <summary>The direct path alone.</summary>
    public static TappedChannel Direct { get; } = new([0], [Complex.One]);

    /// <summary>Delays of the components, seconds after the direct path.</summary>
    public ReadOnlySpan<double> Delays => _delays;

    /// <summary>Amplitudes of the components.</summary>
    public ReadOnlySpan<Complex> Amplitudes => _amplitudes;

    /// <summary>
    /// The one-way frequency response H(f) = Σ aᵢ·e^{−j2πf(τ₀ + τᵢ)} on a uniform grid of frequencies. The channel out to a tag
    /// and back by the same antenna is its square (section III-A).
    /// </summary>
    /// <param name="directDelay">τ₀, delay of the direct path in seconds.</param>
    /// <param name="firstFrequency">First frequency in hertz.</param>
    /// <param name="step">Step in hertz.</param>
    /// <param name="response">Filled, a value a frequency.</param>
    public void Fill(double directDelay, double firstFrequency, double step, Span<Complex> response)
    {
        response.Clear();
        for (int i = 0; i < _delays.Length; i++)
        {
            double delay = directDelay + _delays[i];
            Complex value = _amplitudes[i] * Turns(-firstFrequency * delay), rotation = Turns(-step * delay);
            for (int n = 0; n < response.Length; n++)
            {
                response[n] += value;
                value *= rotation;
            }
        }
    }

    /// <summary>e^{j2πx}; whole turns are taken off first, which keeps digits at gigahertz times microseconds.</summary>
    private static Complex Turns(double turns) => Complex.FromPolarCoordinates(1, 2 * Math.PI * (turns - Math.Round(turns)));
}
