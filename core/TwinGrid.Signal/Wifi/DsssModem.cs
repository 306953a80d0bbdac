using System.Numerics;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Wifi;

/// <summary>
/// The waveform of 1 Mb/s: every symbol is the 11-chip Barker sequence, turned by the symbol's phase. Complex baseband of unit
/// power, rectangular chips, a whole number of samples a chip.
/// </summary>
public static class DsssModem
{
    /// <summary>Chips in a symbol; the despreader's gain over the SNR of one chip is 10·log₁₀ 11 = 10.4 dB.</summary>
    public const int ChipsPerSymbol = 11;

    private static ReadOnlySpan<sbyte> Barker => [1, -1, 1, 1, -1, 1, 1, 1, -1, -1, -1];

    /// <summary>The energy of a bit over the noise density, as a ratio.</summary>
    /// <param name="snrDecibels">Power of the signal over the power of complex noise in one sample, in dB.</param>
    /// <param name="samplesPerChip">Samples a chip.</param>
    public static double BitEnergyToNoise(double snrDecibels, int samplesPerChip) =>
        Math.Pow(10, snrDecibels / 10) * ChipsPerSymbol * samplesPerChip;

    /// <summary>Spreads symbols.</summary>
    /// <param name="phases">Phases in half turns, 0 or 1.</param>
    /// <param name="samplesPerChip">Samples a chip, at least 1.</param>
    /// <returns>11 × <paramref name="samplesPerChip"/> samples a symbol, each +1 or −1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No samples a chip.</exception>
    public static Complex[] Spread(ReadOnlySpan<byte> phases, int samplesPerChip)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerChip, 1);
        var samples = new Complex[phases.Length * ChipsPerSymbol * samplesPerChip];
        int at = 0;
        foreach (byte phase in phases)
        {
            foreach (sbyte chip in Barker)
            {
                samples.AsSpan(at, samplesPerChip).Fill(phase == 0 ? chip : -chip);
                at += samplesPerChip;
            }
        }

        return samples;
    }

    /// <summary>Correlates each symbol with the Barker sequence.</summary>
    /// <param name="samples">Samples that start with a symbol; a last symbol that isn't whole is dropped.</param>
    /// <param name="samplesPerChip">Samples a chip, at least 1.</param>
    /// <returns>One value a symbol: +1 or −1 times the channel, plus noise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No samples a chip.</exception>
    public static Complex[] Despread(ReadOnlySpan<Complex> samples, int samplesPerChip)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerChip, 1);
        int length = ChipsPerSymbol * samplesPerChip;
        var symbols = new Complex[samples.Length / length];
        for (int k = 0; k < symbols.Length; k++)
        {
            Complex sum = 0;
            for (int i = 0; i < length; i++)
            {
                sum += Barker[i / samplesPerChip] * samples[k * length + i];
            }

            symbols[k] = sum / length;
        }

        return symbols;
    }

    /// <summary>Despread symbols without the waveform between: a correlator turns white noise into white noise.</summary>
    /// <param name="phases">Phases in half turns, 0 or 1.</param>
    /// <param name="bitEnergyToNoise">Eb/N0 as a ratio, above zero.</param>
    /// <param name="random">Source of the noise.</param>
    public static Complex[] DespreadSymbols(ReadOnlySpan<byte> phases, double bitEnergyToNoise, SeededRandom random)
    {
        var symbols = new Complex[phases.Length];
        for (int k = 0; k < symbols.Length; k++)
        {
            symbols[k] = 1 - 2 * phases[k];
        }

        AddNoise(symbols, 1 / bitEnergyToNoise, random);
        return symbols;
    }

    /// <summary>Adds white complex Gaussian noise.</summary>
    /// <param name="samples">Samples, changed in place.</param>
    /// <param name="variance">Variance of a noise sample over both of its parts, finite and not below zero.</param>
    /// <param name="random">Source of the noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variance is below zero, NaN or infinite.</exception>
    public static void AddNoise(Span<Complex> samples, double variance, SeededRandom random)
    {
        if (!double.IsFinite(variance) || variance < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(variance), FormattableString.Invariant($"expected a finite variance of 0 or more, found {variance}"));
        }

        double deviation = Math.Sqrt(variance / 2);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
        }
    }
}
