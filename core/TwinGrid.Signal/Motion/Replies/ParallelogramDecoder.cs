using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// The published way to resolve collisions of two and three tags (Wang et al., section 5), as the reference: density clusters of the
/// single samples, the parallelogram rule, each tag's states from the nearest cluster, its length by cross-correlation with the preamble
/// and the closing dummy. It answers whenever there are exactly two, four or eight clusters and verifies nothing.
/// </summary>
public static class ParallelogramDecoder
{
    private const double ClosesWithin = 0.25;

    /// <summary>Decodes a slot.</summary>
    /// <param name="samples">The slot's complex baseband at 2 MS/s, from the end of the reader's command.</param>
    /// <param name="options">What the reader knows of the slot.</param>
    /// <returns>The reading; its deviations are those published, 2 samples and 4°, because the method gives none.</returns>
    public static SlotReading Decode(ReadOnlySpan<Complex> samples, ReplyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (Complex leakage, double noise) = BlockKernels.Carrier(samples[..options.CarrierSamples]);
        int from = (int)options.Onset, to = Math.Min(samples.Length, (int)(options.Onset + options.NominalLength));
        var relative = new Complex[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            relative[i] = samples[i] - leakage;
        }

        // Samples beside a jump stand in mid-edge, between two clusters, and would tie them together.
        Complex[] still = [.. Enumerable.Range(from, to - from).Where(i => SquareOf(relative[i + 1] - relative[i - 1]) < 7 * noise).Select(i => relative[i])];
        IReadOnlyList<SampleCluster> clusters = DensityClusters.Find(still, Math.Sqrt(noise / 2));
        Complex[] states = [.. clusters.Select(cluster => cluster.Centre).OrderBy(centre => centre.Magnitude)];
        Complex[]? edges = Edges(states, AllHigh(relative, options));
        if (edges is null)
        {
            double power = relative.Skip(from).Take(to - from).Average(SquareOf);
            SlotKind kind = power < 1.25 * noise ? SlotKind.Empty : SlotKind.Unresolved;
            return new SlotReading(kind, [], kind == SlotKind.Empty ? DeclineReason.None : DeclineReason.NoLattice, leakage, noise, double.NaN);
        }

        TagReply[] replies = [.. edges.Select((edge, tag) => Read(relative, edges, tag, leakage, options))];
        Array.Sort(replies, (a, b) => b.Edge.Magnitude.CompareTo(a.Edge.Magnitude));
        return new SlotReading(SlotKind.Resolved, replies, DeclineReason.None, leakage, noise, double.NaN);
    }

    /// <summary>
    /// Edges from the states by ascending distance from all-low. Two tags: the two states that are neither all-low nor all-high, if they
    /// close the parallelogram with those. Three: of the first five states either the first four close one, or the first three and the fifth; the state left
    /// over is the third edge.
    /// </summary>
    private static Complex[]? Edges(Complex[] states, Complex high)
    {
        switch (states.Length)
        {
            case 2:
                return [states[1] - states[0]];
            case 4:
                Complex top = states.Skip(1).MinBy(state => SquareOf(state - high));
                Complex[] pair = [.. states.Skip(1).Where(state => state != top).Select(state => state - states[0])];
                return Gap(pair[0] + pair[1], top - states[0]) < ClosesWithin ? pair : null;
            case 8:
                Complex first = states[1] - states[0], second = states[2] - states[0], third = states[3] - states[0], fourth = states[4] - states[0];
                double early = Gap(first + second, third), late = Gap(first + second, fourth);
                // Neither closes where the sum of the two smallest edges lies beyond the third edge and another sum.
                return Math.Min(early, late) < ClosesWithin ? [first, second, early < late ? fourth : third] : null;
            default:
                return null;
        }
    }

    /// <summary>The mean of the pilot's first high half-cycles, their ends left out.</summary>
    private static Complex AllHigh(Complex[] samples, ReplyOptions options)
    {
        double half = options.NominalLength / MillerCode.HalfCycles;
        IEnumerable<Complex> high = Enumerable.Range(0, 4).SelectMany(cycle => samples.Skip((int)(options.Onset + 2 * cycle * half) + 8).Take((int)half - 16));
        return high.Aggregate(Complex.Zero, (sum, sample) => sum + sample) / high.Count();
    }

    private static double Gap(Complex sum, Complex state) => (sum - state).Magnitude / state.Magnitude;

    private static TagReply Read(Complex[] samples, Complex[] edges, int tag, Complex leakage, ReplyOptions options)
    {
        double[] state = [.. samples.Select(sample => ((Nearest(sample, edges) >> tag) & 1) - 0.5)];

        double half = options.NominalLength / MillerCode.HalfCycles, symbol = half * MillerCode.SymbolHalfCycles;
        Span<byte> levels = stackalloc byte[MillerCode.HalfCycles];
        MillerCode.Levels(0, levels);
        double preamble = options.Onset + MillerCode.PilotSymbols * symbol;
        int known = MillerCode.KnownSymbols * MillerCode.SymbolHalfCycles;
        int start = Peak(state, levels[(MillerCode.PilotSymbols * MillerCode.SymbolHalfCycles)..known], half, (int)preamble, 40, signed: true);
        double dummy = options.Onset + (MillerCode.Symbols - 1) * symbol;
        byte[] one = [1, 0, 1, 0, 0, 1, 0, 1];
        int end = Peak(state, one, half, (int)dummy, 60, signed: false);
        double length = (end - start) * (double)MillerCode.Symbols / (MillerCode.Symbols - 1 - MillerCode.PilotSymbols);
        double onset = start - length * MillerCode.PilotSymbols / MillerCode.Symbols;
        Complex edge = edges[tag];
        return new TagReply(edge, AngleMath.Wrap(edge.Phase - leakage.Phase), Math.PI / 45, length, 2, Bits(state, onset, length)) { Onset = onset };
    }

    /// <summary>The joint state nearest to a sample, a bit a tag.</summary>
    private static int Nearest(Complex sample, Complex[] edges)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int joint = 0; joint < 1 << edges.Length; joint++)
        {
            Complex rest = sample;
            for (int tag = 0; tag < edges.Length; tag++)
            {
                rest -= ((joint >> tag) & 1) == 1 ? edges[tag] : Complex.Zero;
            }

            if (SquareOf(rest) < least)
            {
                (least, nearest) = (SquareOf(rest), joint);
            }
        }

        return nearest;
    }

    private static double SquareOf(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;

    /// <summary>The shift round a place at which a sequence of half-cycles correlates best with the states.</summary>
    private static int Peak(double[] state, ReadOnlySpan<byte> levels, double half, int around, int reach, bool signed)
    {
        int best = around;
        double most = double.NegativeInfinity;
        for (int start = around - reach; start <= around + reach; start++)
        {
            double sum = 0;
            for (int i = 0; i < (int)(levels.Length * half) && start + i < state.Length; i++)
            {
                sum += state[start + i] * (levels[(int)(i / half)] - 0.5);
            }

            sum = signed ? sum : Math.Abs(sum);
            if (sum > most)
            {
                (most, best) = (sum, start);
            }
        }

        return best;
    }

    private static ushort Bits(double[] state, double onset, double length)
    {
        double half = length / MillerCode.HalfCycles;
        int first = MillerCode.KnownSymbols * MillerCode.SymbolHalfCycles;
        Span<double> correlations = stackalloc double[34];
        for (int i = (int)Math.Ceiling(onset + first * half); i < state.Length; i++)
        {
            int e = (int)((i + 0.5 - onset) / half) - first;
            if (e >= 0 && e / 4 < correlations.Length)
            {
                correlations[e / 4] += (e & 1) == 0 ? state[i] : -state[i];
            }
        }

        return MillerCode.Decode(correlations);
    }
}
