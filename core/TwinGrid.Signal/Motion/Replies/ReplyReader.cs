using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// Reads one tag's reply from its states. All correlations are with square waves, so they are differences of the states' running sum: one
/// look-up an edge, whatever the clock. An edge is taken at the nearest boundary of blocks; over many edges that averages out.
/// </summary>
internal static class ReplyReader
{
    /// <summary>
    /// Onset and length from the delay of the 16 symbols of the pilot against the nominal subcarrier: a straight line, its height the
    /// onset, its slope the link frequency. Then the bits by <see cref="Decode"/>, and onset and length once more from all edges.
    /// </summary>
    public static void Read(in SlotWork work, ReplyOptions options, int tag, ref TagFit fit)
    {
        const int Segments = MillerCode.PilotSymbols, Cycles = MillerCode.SymbolHalfCycles / 2;
        const double Middle = (Segments - 1) / 2.0, SquareSum = Segments * (Segments * (double)Segments - 1) / 12;
        double half = options.NominalLength / MillerCode.HalfCycles;
        BlockKernels.RunningSum(work.State(tag), work.Running);
        ref float running = ref MemoryMarshal.GetReference(work.Running);
        int at = Fixed(options.Onset), quarter = Fixed(half / 2) - Fixed(0);
        double height = 0, slope = 0, last = 0;
        float sum = At(ref running, at), sumQuarter = At(ref running, at + quarter);
        for (int segment = 0; segment < Segments; segment++)
        {
            float inPhase = 0, quadrature = 0;
            for (int cycle = 0; cycle < Cycles; cycle++)
            {
                float middle = At(ref running, at + 2 * quarter), middleQuarter = At(ref running, at + 3 * quarter);
                at += 4 * quarter;
                float end = At(ref running, at), endQuarter = At(ref running, at + quarter);
                inPhase += 2 * middle - sum - end;
                quadrature += 2 * middleQuarter - sumQuarter - endQuarter;
                (sum, sumQuarter) = (end, endQuarter);
            }

            double delay = Delay(inPhase, quadrature);
            // Within the tolerance the delay grows by a sixteenth of a half-cycle from symbol to symbol, so the nearest turn is meant.
            delay += segment == 0 ? 0 : 2 * Math.Round((last - delay) / 2);
            last = delay;
            height += delay / Segments;
            slope += (segment - Middle) * delay / SquareSum;
        }

        double perHalfCycle = half * slope / MillerCode.SymbolHalfCycles;
        fit.Onset = options.Onset + half * height - perHalfCycle * (MillerCode.PilotSymbols * MillerCode.SymbolHalfCycles / 2.0);
        fit.Length = options.NominalLength + MillerCode.HalfCycles * perHalfCycle;
        Clamp(options, ref fit);
        DecodeRunning(work, ref fit);
        Refine(work, options, ref fit);
    }

    /// <summary>The bits, from the correlation of each half-symbol with the subcarrier at the tag's own clock.</summary>
    public static void Decode(in SlotWork work, int tag, ref TagFit fit)
    {
        BlockKernels.RunningSum(work.State(tag), work.Running);
        DecodeRunning(work, ref fit);
    }

    /// <summary>Keeps a reply within what the options allow, with a little room for the fit to come back from.</summary>
    public static void Clamp(ReplyOptions options, ref TagFit fit)
    {
        fit.Onset = Math.Clamp(fit.Onset, options.Onset - options.OnsetTolerance, options.Onset + options.OnsetTolerance);
        fit.Length = Math.Clamp(fit.Length, options.NominalLength - options.LengthTolerance, options.NominalLength + options.LengthTolerance);
    }

    /// <summary>
    /// Delay of a square wave in half-cycles, from its correlations with the square wave it is held against and with that a quarter of a
    /// cycle later: both are triangles over the delay, so it is linear in their ratio.
    /// </summary>
    private static double Delay(double inPhase, double quadrature)
    {
        double size = Math.Abs(inPhase) + Math.Abs(quadrature), within = size > 0 ? 0.5 * quadrature / size : 0;
        return inPhase >= 0 ? within : Math.CopySign(1, quadrature) - within;
    }

    private static void DecodeRunning(in SlotWork work, ref TagFit fit)
    {
        const int First = MillerCode.KnownSymbols * MillerCode.SymbolHalfCycles, HalfSymbols = 34;
        double half = fit.Length / MillerCode.HalfCycles;
        int at = Fixed(fit.Onset + First * half), step = Fixed(half) - Fixed(0);
        ref float running = ref MemoryMarshal.GetReference(work.Running);
        Span<double> correlations = stackalloc double[HalfSymbols];
        float sum = At(ref running, at);
        for (int i = 0; i < correlations.Length; i++)
        {
            float end = At(ref running, at + 4 * step);
            correlations[i] = 2 * (At(ref running, at + step) - At(ref running, at + 2 * step) + At(ref running, at + 3 * step)) - sum - end;
            at += 4 * step;
            sum = end;
        }

        fit.Bits = MillerCode.Decode(correlations);
    }

    /// <summary>
    /// Onset and length once more, from all edges: the states from the middle of the half-cycle before an edge to that of the one after
    /// sum to minus the time by which it rises late. The pilot alone leaves the far end of the reply several times less certain.
    /// </summary>
    private static void Refine(in SlotWork work, ReplyOptions options, ref TagFit fit)
    {
        Span<short> places = stackalloc short[MillerCode.HalfCycles + 1];
        places = places[..MillerCode.Edges(fit.Bits, places)];
        double half = fit.Length / MillerCode.HalfCycles;
        int start = Fixed(fit.Onset - half / 2), step = Fixed(half) - Fixed(0);
        ref float running = ref MemoryMarshal.GetReference(work.Running);
        float late = 0, lateFar = 0;
        int far = 0, farSquare = 0;
        for (int i = 0; i < places.Length; i += 2)
        {
            // One up, one down.
            int up = places[i], down = places[i + 1], atUp = start + up * step, atDown = start + down * step;
            float lateUp = At(ref running, atUp) - At(ref running, atUp + step), lateDown = At(ref running, atDown + step) - At(ref running, atDown);
            late += lateUp + lateDown;
            lateFar += lateUp * up + lateDown * down;
            far += up + down;
            farSquare += up * up + down * down;
        }

        double mean = far / (double)places.Length, perHalfCycle = (lateFar - mean * late) / (farSquare - mean * far);
        fit.Onset += SlotWork.BlockLength * (late / places.Length - mean * perHalfCycle);
        fit.Length += SlotWork.BlockLength * MillerCode.HalfCycles * perHalfCycle;
        Clamp(options, ref fit);
    }

    /// <summary>A time in blocks with 16 binary places, rounded up by half a block so that the integer part is the nearest boundary.</summary>
    private static int Fixed(double samples) => (int)(samples * (65536.0 / SlotWork.BlockLength)) + 32768;

    private static float At(ref float running, int at) => Unsafe.Add(ref running, at >> 16);
}
