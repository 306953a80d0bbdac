using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>The search for an answer: fewest tags first, likeliest edges first, until one explains the slot.</summary>
internal ref struct SlotSearch
{
    private const int Rounds = 4, Steps = 4;
    private const double Settled = 0.02, LeastPower = 1.25, LeastEdgeToDeviation = 6;

    private readonly SlotWork _work;
    private readonly ReplyOptions _options;
    private readonly Complex _leakage;
    private readonly double _noise;
    private readonly double _blockNoise;
    private double _bestResidual = double.PositiveInfinity;
    private bool _isIndistinct;

    /// <summary>Reduces the samples to blocks.</summary>
    /// <exception cref="ArgumentException">A sample is NaN or infinite.</exception>
    public SlotSearch(SlotWork work, ReplyOptions options, ReadOnlySpan<Complex> samples)
    {
        _work = work;
        _options = options;
        (_leakage, _noise) = BlockKernels.Carrier(samples[..options.CarrierSamples]);
        // Without any noise the blocks' rounding is what remains.
        _blockNoise = Math.Max(_noise / SlotWork.BlockLength, 1e-12 * (_leakage.Real * _leakage.Real + _leakage.Imaginary * _leakage.Imaginary));
        BlockKernels.Reduce(samples, _leakage, work.Real, work.Imaginary);
    }

    /// <summary>Answers the slot.</summary>
    /// <exception cref="ArgumentException">A sample is NaN or infinite.</exception>
    public SlotReading Run()
    {
        int from = (int)((_options.Onset - _options.OnsetTolerance) / SlotWork.BlockLength);
        int to = Math.Min(_work.Count, (int)((_options.Onset + _options.NominalLength) / SlotWork.BlockLength));
        ReadOnlySpan<float> real = _work.Real[from..to], imaginary = _work.Imaginary[from..to];
        double power = (BlockKernels.Dot(real, real) + BlockKernels.Dot(imaginary, imaginary)) / (to - from);
        if (!double.IsFinite(power) || !double.IsFinite(_noise))
        {
            throw new ArgumentException("expected finite samples, found NaN or infinity among them");
        }

        if (power < LeastPower * _blockNoise)
        {
            return Answer(SlotKind.Empty, [], DeclineReason.None, double.NaN);
        }

        double half = _options.NominalLength / MillerCode.HalfCycles;
        BlockKernels.Phasors(Math.PI / half, _options.Onset, _work.Cosine, _work.Sine);
        Span<StateCentre> centres = stackalloc StateCentre[StateMap.Most];
        int found = StateMap.Find(real, imaginary, _blockNoise, centres, out float cell, out int points);
        var lattice = new EdgeLattice(centres[..found], 1.5f * cell, points, stackalloc sbyte[StateMap.Most * StateMap.Most]);
        Span<EdgeSet> sets = stackalloc EdgeSet[EdgeLattice.Kept];
        for (int tags = 1; tags <= _options.MaximumTags; tags++)
        {
            int candidates = lattice.Find(tags, sets);
            for (int i = 0; i < candidates; i++)
            {
                var fits = new TagFits();
                Span<TagFit> fit = ((Span<TagFit>)fits)[..tags];
                for (int tag = 0; tag < tags; tag++)
                {
                    StateCentre centre = centres[(int)(sets[i].Centres >> (8 * tag)) & 0xFF];
                    fit[tag].Edge = new Complex(centre.Real, centre.Imaginary);
                }

                if (TryExplain(fit, out double residual))
                {
                    return Answer(SlotKind.Resolved, Replies(fit, residual), DeclineReason.None, residual / _blockNoise);
                }
            }
        }

        DeclineReason reason = _isIndistinct ? DeclineReason.Indistinct
            : double.IsFinite(_bestResidual) ? DeclineReason.Residual
            : DeclineReason.NoLattice;
        return Answer(SlotKind.Unresolved, [], reason, double.IsFinite(_bestResidual) ? _bestResidual / _blockNoise : double.NaN);
    }

    /// <summary>
    /// From edges to a verified answer: states from the clusters at first; where that leaves more than noise, each tag again from what
    /// the others leave, which averages over the whole reply and so undoes wrong bits.
    /// </summary>
    private bool TryExplain(scoped Span<TagFit> tags, out double residual)
    {
        StateSplit.Apply(_work, tags, _blockNoise);
        for (int tag = 0; tag < tags.Length; tag++)
        {
            ReplyReader.Read(_work, _options, tag, ref tags[tag]);
            ReplyWaveform.Render(_work, tag, tags[tag]);
        }

        double limit = _options.ResidualLimit * _blockNoise, last = double.PositiveInfinity;
        for (int round = 0; ; round++)
        {
            if (!Settle(tags, out residual))
            {
                return false;
            }

            _bestResidual = Math.Min(_bestResidual, residual);
            if (residual <= limit)
            {
                return IsDistinct(tags, residual);
            }

            if (round == Rounds || residual > 0.98 * last)
            {
                return false;
            }

            last = residual;
            for (int tag = 0; tag < tags.Length; tag++)
            {
                StateSplit.Isolate(_work, tag, tags[tag].Edge);
                ReplyReader.Decode(_work, tag, ref tags[tag]);
                ReplyWaveform.Render(_work, tag, tags[tag]);
            }
        }
    }

    private readonly bool Settle(scoped Span<TagFit> tags, out double residual)
    {
        if (!JointFit.TryEdges(_work, tags, out residual))
        {
            return false;
        }

        for (int step = 0; step < Steps; step++)
        {
            double move = JointFit.Step(_work, _options, tags);
            if (double.IsNaN(move))
            {
                return false;
            }

            for (int tag = 0; tag < tags.Length; tag++)
            {
                ReplyWaveform.Render(_work, tag, tags[tag]);
            }

            if (!JointFit.TryEdges(_work, tags, out residual))
            {
                return false;
            }

            if (move < Settled)
            {
                break;
            }
        }

        return true;
    }

    private bool IsDistinct(scoped ReadOnlySpan<TagFit> tags, double residual)
    {
        foreach (TagFit tag in tags)
        {
            double square = tag.Edge.Real * tag.Edge.Real + tag.Edge.Imaginary * tag.Edge.Imaginary;
            if (!(square > LeastEdgeToDeviation * LeastEdgeToDeviation * tag.EdgeVariance * residual))
            {
                _isIndistinct = true;
                return false;
            }
        }

        return true;
    }

    private readonly TagReply[] Replies(ReadOnlySpan<TagFit> tags, double residual)
    {
        var replies = new TagReply[tags.Length];
        for (int i = 0; i < replies.Length; i++)
        {
            TagFit tag = tags[i];
            double phase = AngleMath.Wrap(tag.Edge.Phase - _leakage.Phase);
            double deviation = Math.Sqrt(tag.EdgeVariance * residual / 2) / tag.Edge.Magnitude;
            replies[i] = new TagReply(tag.Edge, phase, deviation, tag.Length, Math.Sqrt(tag.LengthVariance * residual), tag.Bits)
            {
                Onset = tag.Onset,
                Antennas = [new AntennaEdge(tag.Edge, phase, deviation)],
            };
        }

        Array.Sort(replies, (a, b) => b.Edge.Magnitude.CompareTo(a.Edge.Magnitude));
        return replies;
    }

    private readonly SlotReading Answer(SlotKind kind, IReadOnlyList<TagReply> replies, DeclineReason reason, double ratio) =>
        new(kind, replies, reason, _leakage, _noise, ratio);
}
