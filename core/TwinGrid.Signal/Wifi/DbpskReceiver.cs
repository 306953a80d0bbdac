using System.Numerics;

namespace TwinGrid.Signal.Wifi;

/// <summary>
/// From despread symbols to bits. Symbol timing and the frame's length are given; the channel's phase is not: the coherent way takes
/// it from the 144 known symbols of the preamble, the differential way from the symbol before.
/// </summary>
public static class DbpskReceiver
{
    /// <summary>Differential detection: each symbol against the one before. Bits err with ½e^(−Eb/N0), often in pairs.</summary>
    /// <param name="symbols">Despread symbols of preamble, header and PSDU.</param>
    /// <param name="coding">Whether the bits were scrambled.</param>
    /// <returns>The PSDU as received.</returns>
    /// <exception cref="ArgumentException">The PSDU is not a whole number of bytes.</exception>
    public static byte[] DetectDifferentially(ReadOnlySpan<Complex> symbols, LineCoding coding)
    {
        CheckLength(symbols);
        var phases = new byte[symbols.Length];
        for (int k = 1; k < phases.Length; k++)
        {
            double product = symbols[k].Real * symbols[k - 1].Real + symbols[k].Imaginary * symbols[k - 1].Imaginary;
            phases[k] = (byte)(phases[k - 1] ^ (product < 0 ? 1 : 0));
        }

        return Bits.Pack(DsssFrame.DecodeBits(phases, coding).AsSpan(PlcpHeader.TotalBits));
    }

    /// <summary>
    /// Coherent soft values: the log-likelihood ratio of each symbol's phase, 4·Re(y·h*)/N0, up to the factor 4|h|²/N0 that all share.
    /// </summary>
    /// <param name="symbols">Despread symbols of preamble, header and PSDU.</param>
    /// <param name="coding">Whether the bits were scrambled.</param>
    /// <returns>One value a PSDU symbol: near +1 for phase 0 and near −1 for a half turn.</returns>
    /// <exception cref="ArgumentException">The PSDU is not a whole number of bytes.</exception>
    public static double[] SoftPhases(ReadOnlySpan<Complex> symbols, LineCoding coding)
    {
        CheckLength(symbols);
        byte[] known = DsssFrame.HeaderPhases((symbols.Length - PlcpHeader.TotalBits) / 8, coding);
        Complex channel = 0;
        for (int k = 0; k < PlcpHeader.PreambleBits; k++)
        {
            channel += known[k] == 0 ? symbols[k] : -symbols[k];
        }

        channel /= PlcpHeader.PreambleBits;
        double power = channel.Real * channel.Real + channel.Imaginary * channel.Imaginary;
        var soft = new double[symbols.Length - PlcpHeader.TotalBits];
        for (int k = 0; k < soft.Length; k++)
        {
            Complex symbol = symbols[PlcpHeader.TotalBits + k];
            soft[k] = (symbol.Real * channel.Real + symbol.Imaginary * channel.Imaginary) / power;
        }

        return soft;
    }

    /// <summary>The PSDU from coherent soft values, each cut at zero.</summary>
    /// <param name="soft">From <see cref="SoftPhases"/>.</param>
    /// <param name="coding">Whether the bits were scrambled.</param>
    public static byte[] Slice(ReadOnlySpan<double> soft, LineCoding coding)
    {
        var phases = new byte[PlcpHeader.TotalBits + soft.Length];
        // Preamble and header are known once the length is, and with them the reference phase and the descrambler's state.
        DsssFrame.HeaderPhases(soft.Length / 8, coding).CopyTo(phases, 0);
        for (int k = 0; k < soft.Length; k++)
        {
            phases[PlcpHeader.TotalBits + k] = (byte)(soft[k] < 0 ? 1 : 0);
        }

        return Bits.Pack(DsssFrame.DecodeBits(phases, coding).AsSpan(PlcpHeader.TotalBits));
    }

    private static void CheckLength(ReadOnlySpan<Complex> symbols)
    {
        if (symbols.Length <= PlcpHeader.TotalBits || symbols.Length % 8 != 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected {PlcpHeader.TotalBits} symbols and 8 for each byte of the frame, found {symbols.Length}"), nameof(symbols));
        }
    }
}
