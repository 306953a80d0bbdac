using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Reads one tag's reply from its states: onset and length from the pilot, then the bits.</summary>
internal static class ReplyReader
{
    /// <summary>
    /// Onset and length from the phase of the subcarrier's fundamental over the 16 symbols of the pilot: the phase is a straight line, its
    /// height the onset, its slope the link frequency. Then the bits by <see cref="Decode"/>.
    /// </summary>
    public static void Read(in SlotWork work, ReplyOptions options, int tag, ref TagFit fit)
    {
        const int Segments = MillerCode.PilotSymbols;
        double half = options.NominalLength / MillerCode.HalfCycles, symbol = half * MillerCode.SymbolHalfCycles, omega = Math.PI / half;
        Span<Complex> phasors = stackalloc Complex[Segments];
        Complex turn = Complex.Zero;
        ReadOnlySpan<float> state = work.State(tag), cosine = work.Cosine, sine = work.Sine;
        int from = BlockOf(options.Onset);
        for (int segment = 0; segment < Segments; segment++)
        {
            int to = BlockOf(options.Onset + (segment + 1) * symbol);
            ReadOnlySpan<float> part = state[from..to];
            phasors[segment] = new Complex(BlockKernels.Dot(part, cosine[from..to]), -BlockKernels.Dot(part, sine[from..to]));
            if (segment > 0)
            {
                turn += phasors[segment] * Complex.Conjugate(phasors[segment - 1]);
            }

            from = to;
        }

        // Within the tolerance a symbol's phase turns by less than a radian, so neighbours need no unwrapping.
        double step = Math.Clamp(turn.Phase, -0.6, 0.6);
        Complex mean = Complex.Zero;
        for (int segment = 0; segment < Segments; segment++)
        {
            phasors[segment] *= Complex.FromPolarCoordinates(1, -step * (segment - (Segments - 1) / 2.0));
            mean += phasors[segment];
        }

        double slope = 0, weight = 0;
        for (int segment = 0; segment < Segments; segment++)
        {
            double at = segment - (Segments - 1) / 2.0;
            Complex relative = phasors[segment] * Complex.Conjugate(mean);
            slope += at * relative.Imaginary;
            weight += at * at * Math.Max(relative.Real, 0);
        }

        step += weight > 0 ? slope / weight : 0;
        // A reply that starts high at the reference has the phase −π/2; a delay turns it backwards.
        double delay = -AngleMath.Wrap(mean.Phase + Math.PI / 2) / omega, drift = -step / omega / symbol;
        double centre = symbol * Segments / 2;
        fit.Onset = options.Onset + delay - drift * centre;
        fit.Length = options.NominalLength * (1 + drift);
        Clamp(options, ref fit);
        Decode(work, tag, ref fit);
        Refine(work, options, tag, ref fit);
    }

    /// <summary>
    /// Onset and length once more, from the phase of all 78 half-symbols with the bits taken off: the pilot alone leaves the far end of
    /// the reply four times less certain.
    /// </summary>
    private static void Refine(in SlotWork work, ReplyOptions options, int tag, ref TagFit fit)
    {
        const int Count = 2 * MillerCode.Symbols, HalfCycles = MillerCode.SymbolHalfCycles / 2;
        const double Middle = (Count - 1) / 2.0, SquareSum = Count * (Count * (double)Count - 1) / 12;
        double nominal = options.NominalLength / MillerCode.HalfCycles, half = fit.Length / MillerCode.HalfCycles, omega = Math.PI / nominal;
        Span<byte> levels = stackalloc byte[MillerCode.HalfCycles];
        MillerCode.Levels(fit.Bits, levels);
        ReadOnlySpan<float> state = work.State(tag), cosine = work.Cosine, sine = work.Sine;
        // The phase that the present estimate predicts turns evenly from half-symbol to half-symbol.
        double delay = fit.Onset - options.Onset + HalfCycles / 2.0 * (half - nominal);
        Complex predicted = Complex.FromPolarCoordinates(1, Math.PI / 2 + omega * delay);
        Complex turn = Complex.FromPolarCoordinates(1, omega * HalfCycles * (half - nominal));
        double strength = 0, height = 0, slope = 0;
        int from = BlockOf(fit.Onset);
        for (int i = 0; i < Count; i++)
        {
            int to = Math.Min(work.Count, BlockOf(fit.Onset + (i + 1) * HalfCycles * half));
            float x = BlockKernels.Dot(state[from..to], cosine[from..to]), y = -BlockKernels.Dot(state[from..to], sine[from..to]);
            double sign = levels[i * HalfCycles] == 1 ? 1 : -1;
            double error = sign * (x * predicted.Imaginary + y * predicted.Real);
            strength += sign * (x * predicted.Real - y * predicted.Imaginary);
            height += error;
            slope += (i - Middle) * error;
            predicted *= turn;
            from = to;
        }

        if (!(strength > 0))
        {
            return;
        }

        double late = -Math.Clamp(height / strength, -1, 1) / omega, perHalfSymbol = -slope * Count / (SquareSum * strength) / omega;
        double stretch = Math.Clamp(perHalfSymbol * Count, -30, 30);
        fit.Onset += late - stretch / 2;
        fit.Length += stretch;
        Clamp(options, ref fit);
    }

    /// <summary>The bits, from the correlation of each half-symbol with the subcarrier at the tag's own clock.</summary>
    public static void Decode(in SlotWork work, int tag, ref TagFit fit)
    {
        const int First = MillerCode.KnownSymbols * MillerCode.SymbolHalfCycles, HalfSymbols = 34;
        double half = fit.Length / MillerCode.HalfCycles, start = (fit.Onset + First * half) / SlotWork.BlockLength;
        double step = half / SlotWork.BlockLength;
        int from = (int)start, to = Math.Min(work.Count, (int)(start + step * (MillerCode.HalfCycles - First)) + 2);
        Span<float> running = work.Running[from..(to + 1)];
        ReadOnlySpan<float> state = work.State(tag)[from..to];
        float sum = 0;
        for (int k = 0; k < state.Length; k++)
        {
            running[k] = sum;
            sum += state[k];
        }

        running[state.Length] = sum;
        Span<double> correlations = stackalloc double[HalfSymbols];
        double last = At(running, start - from);
        for (int e = 0; e < HalfSymbols * MillerCode.SymbolHalfCycles / 2; e++)
        {
            double next = At(running, start - from + step * (e + 1));
            correlations[e / 4] += (e & 1) == 0 ? next - last : last - next;
            last = next;
        }

        fit.Bits = MillerCode.Decode(correlations);
    }

    /// <summary>Keeps a reply within what the options allow, with a little room for the fit to come back from.</summary>
    public static void Clamp(ReplyOptions options, ref TagFit fit)
    {
        fit.Onset = Math.Clamp(fit.Onset, options.Onset - options.OnsetTolerance, options.Onset + options.OnsetTolerance);
        fit.Length = Math.Clamp(fit.Length, options.NominalLength - options.LengthTolerance, options.NominalLength + options.LengthTolerance);
    }

    private static double At(ReadOnlySpan<float> running, double at)
    {
        int whole = Math.Min((int)at, running.Length - 2);
        return running[whole] + (at - whole) * (running[whole + 1] - running[whole]);
    }

    private static int BlockOf(double sample) => (int)Math.Round(sample / SlotWork.BlockLength);
}
