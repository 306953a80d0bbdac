using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>The search for an answer: fewest tags first, likeliest edges first, until one explains the slot.</summary>
internal ref struct SlotSearch
{
    private const double FitFloor = 1e-5, LeastPower = 1.25, AmpleShare = 0.93;

    private readonly SlotWork _work;
    private readonly ReplyOptions _options;
    private readonly Complex _leakage;
    private readonly double _blockNoise, _power;
    private SlotFit _fit;

    /// <summary>Reduces the samples to blocks.</summary>
    public SlotSearch(SlotWork work, ReplyOptions options, ReadOnlySpan<Complex> samples)
    {
        _work = work;
        _options = options;
        _leakage = Reduce(work, options, samples, out _blockNoise, out _power);
    }

    /// <summary>Fills the blocks from the samples.</summary>
    /// <returns>The leakage, as the carrier before the replies tells it.</returns>
    public static Complex Reduce(in SlotWork work, ReplyOptions options, ReadOnlySpan<Complex> samples, out double blockNoise, out double power)
    {
        (Complex leakage, double noise) = BlockKernels.Carrier(samples[..options.CarrierSamples]);
        BlockKernels.Reduce(samples, leakage, work.Real, work.Imaginary);
        (_, _, power) = BlockKernels.Power(work.Real, work.Imaginary);
        // A receiver may be all but free of noise; what the fit itself leaves open is then what remains.
        blockNoise = Math.Max(noise / SlotWork.BlockLength, FitFloor * power / work.Count);
        return leakage;
    }

    /// <summary>A fitted edge with its phase against the leakage and the phase's deviation.</summary>
    public static AntennaEdge ToEdge(in TagFit tag, Complex leakage, double residual) => new(
        tag.Edge,
        AngleMath.Wrap(tag.Edge.Phase - leakage.Phase),
        Math.Min(Math.Sqrt(tag.EdgeVariance * residual / 2) / tag.Edge.Magnitude, Math.PI / Math.Sqrt(3)));

    /// <summary>Answers the slot.</summary>
    /// <exception cref="ArgumentException">A sample is NaN or infinite.</exception>
    public SlotReading Run()
    {
        int from = (int)((_options.Onset - _options.OnsetTolerance) / SlotWork.BlockLength);
        int to = Math.Min(_work.Count, (int)((_options.Onset + _options.NominalLength) / SlotWork.BlockLength));
        ReadOnlySpan<float> real = _work.Real[from..to], imaginary = _work.Imaginary[from..to];
        double power = (_power - (_work.Count - to + from) * _blockNoise) / (to - from);
        if (!double.IsFinite(power) || !double.IsFinite(_blockNoise))
        {
            throw new ArgumentException("expected finite samples, found NaN or infinity among them");
        }

        if (power < LeastPower * _blockNoise)
        {
            return Answer(SlotKind.Empty, [], DeclineReason.None, double.NaN);
        }

        _fit = new SlotFit(_work, _options, _blockNoise, power);
        Span<StateCentre> centres = stackalloc StateCentre[EdgeLattice.Most];
        Span<sbyte> sums = stackalloc sbyte[EdgeLattice.Most * EdgeLattice.Most];
        int found = StateMap.Find(real, imaginary, _blockNoise, false, centres[..StateMap.Most], out float cell, out int points);
        if (TryLattice(centres[..found], 1.5f * cell, points, 0, sums, out SlotReading? reading))
        {
            return reading;
        }

        // States that were visited but briefly show only among all points.
        found = StateMap.Find(real, imaginary, _blockNoise, true, centres[..StateMap.Most], out cell, out points);
        if (TryLattice(centres[..found], 1.5f * cell, points, 0, sums, out reading))
        {
            return reading;
        }

        Complex high = AllHigh();
        found = EdgeLattice.Mirror(centres, found, high, 1.5f * cell);
        if (TryLattice(centres[..found], 1.5f * cell, points, 1, sums, out reading))
        {
            return reading;
        }

        // Where noise hides the clusters a lone reply still stands out: its edge is all-high itself.
        if (TryAnswer([high], out reading))
        {
            return reading;
        }

        DeclineReason reason = _fit.IsIndistinct ? DeclineReason.Indistinct
            : double.IsFinite(_fit.BestResidual) ? DeclineReason.Residual
            : DeclineReason.NoLattice;
        return Answer(SlotKind.Unresolved, [], reason, double.IsFinite(_fit.BestResidual) ? _fit.BestResidual / _blockNoise : double.NaN);
    }

    /// <summary>Tries edge sets by number of tags while one covers nearly all points, then those left over by what they cover.</summary>
    /// <param name="centres">Centres of the clusters.</param>
    /// <param name="tolerance">How far a sum of edges may lie from its centre.</param>
    /// <param name="points">Points in all.</param>
    /// <param name="missing">States that may be missing for three tags; for four, four times as many.</param>
    /// <param name="sums">Memory of the lattice.</param>
    /// <param name="reading">Receives the answer.</param>
    private bool TryLattice(
        scoped ReadOnlySpan<StateCentre> centres, float tolerance, int points, int missing, scoped Span<sbyte> sums, [NotNullWhen(true)] out SlotReading? reading)
    {
        var lattice = new EdgeLattice(centres, tolerance, points, sums);
        Span<EdgeSet> sets = stackalloc EdgeSet[EdgeLattice.Kept * SlotWork.MostTags];
        int waiting = 0;
        for (int tags = 1; tags <= _options.MaximumTags; tags++)
        {
            int more = lattice.Find(tags, tags switch { < 3 => 0, 3 => missing, _ => 4 * missing }, sets[waiting..]);
            if (more > 0 && sets[waiting].Share >= AmpleShare)
            {
                if (TryAnswer(centres, sets[waiting], out reading))
                {
                    return true;
                }

                sets[waiting] = sets[waiting + --more];
            }

            waiting += more;
        }

        sets = sets[..waiting];
        sets.Sort((a, b) => b.Share.CompareTo(a.Share));
        foreach (EdgeSet set in sets)
        {
            if (TryAnswer(centres, set, out reading))
            {
                return true;
            }
        }

        reading = null;
        return false;
    }

    /// <summary>All-high: every tag starts high, so the first half-cycles of the pilot are, but for their ends.</summary>
    private readonly Complex AllHigh()
    {
        const int Cycles = 4, Margin = 7;
        double half = _options.NominalLength / MillerCode.HalfCycles;
        Complex sum = Complex.Zero;
        int count = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            double start = _options.Onset + 2 * cycle * half;
            for (int k = (int)Math.Ceiling((start + Margin) / SlotWork.BlockLength); (k + 1) * SlotWork.BlockLength <= start + half - Margin; k++)
            {
                sum += new Complex(_work.Real[k], _work.Imaginary[k]);
                count++;
            }
        }

        return sum / Math.Max(count, 1);
    }

    private bool TryAnswer(scoped ReadOnlySpan<StateCentre> centres, in EdgeSet set, [NotNullWhen(true)] out SlotReading? reading)
    {
        Span<Complex> edges = stackalloc Complex[SlotWork.MostTags];
        for (int tag = 0; tag < set.Tags; tag++)
        {
            StateCentre centre = centres[(int)(set.Centres >> (8 * tag)) & 0xFF];
            edges[tag] = new Complex(centre.Real, centre.Imaginary);
        }

        return TryAnswer(edges[..set.Tags], out reading);
    }

    private bool TryAnswer(scoped ReadOnlySpan<Complex> edges, [NotNullWhen(true)] out SlotReading? reading)
    {
        var fits = new TagFits();
        Span<TagFit> tags = ((Span<TagFit>)fits)[..edges.Length];
        for (int tag = 0; tag < tags.Length; tag++)
        {
            tags[tag].Edge = edges[tag];
        }

        bool isExplained = _fit.TryExplain(tags, out double residual);
        reading = isExplained ? Answer(SlotKind.Resolved, Replies(tags, residual), DeclineReason.None, residual / _blockNoise) : null;
        return isExplained;
    }

    private readonly TagReply[] Replies(scoped ReadOnlySpan<TagFit> tags, double residual)
    {
        var replies = new TagReply[tags.Length];
        for (int i = 0; i < replies.Length; i++)
        {
            TagFit tag = tags[i];
            AntennaEdge edge = ToEdge(tag, _leakage, residual);
            replies[i] = new TagReply(edge.Edge, edge.Phase, edge.PhaseDeviation, tag.Length, Math.Sqrt(tag.LengthVariance * residual), tag.Bits)
            {
                Onset = tag.Onset,
                Antennas = [edge],
            };
        }

        Array.Sort(replies, (a, b) => b.Edge.Magnitude.CompareTo(a.Edge.Magnitude));
        return replies;
    }

    private readonly SlotReading Answer(SlotKind kind, IReadOnlyList<TagReply> replies, DeclineReason reason, double ratio) =>
        new(kind, replies, reason, _leakage, _blockNoise * SlotWork.BlockLength, ratio);
}
