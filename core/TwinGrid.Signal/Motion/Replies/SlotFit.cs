using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Fits tags to a slot from a first guess of their edges, and remembers how near the guesses came.</summary>
/// <param name="work">The slot's blocks and the memory of the fit.</param>
/// <param name="options">What the reader knows of the slot.</param>
/// <param name="blockNoise">E|n|² of a block.</param>
/// <param name="power">Mean power of the blocks within the reply.</param>
internal ref struct SlotFit(SlotWork work, ReplyOptions options, double blockNoise, double power)
{
    private const int Rounds = 3, Steps = 4;
    private const double Settled = 0.25, Linear = 0.5, Hopeless = 0.25, Improved = 0.8, LeastEdgeToDeviation = 6;

    private readonly SlotWork _work = work;

    /// <summary>The least residual that a guess came to.</summary>
    public double BestResidual { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether a guess explained the slot with a tag that the noise may have made.</summary>
    public bool IsIndistinct { get; private set; }

    /// <summary>
    /// From edges to a verified answer: states from the clusters at first; where that leaves more than noise, each tag again from what
    /// the others leave, which averages over the whole reply and so undoes wrong bits.
    /// </summary>
    public bool TryExplain(scoped Span<TagFit> tags, out double residual)
    {
        residual = double.PositiveInfinity;
        StateSplit.Apply(_work, tags);
        for (int tag = 0; tag < tags.Length; tag++)
        {
            ReplyReader.Read(_work, options, tag, ref tags[tag]);
        }

        if (AreAlike(tags))
        {
            return false;
        }

        for (int tag = 0; tag < tags.Length; tag++)
        {
            ReplyWaveform.Render(_work, tag, tags[tag]);
        }

        // The right edges leave a few per cent at once, from clocks not yet settled; wrong ones leave most of the power.
        if (!JointFit.TryEdges(_work, tags, out Complex leakage, out residual) || residual > Hopeless * power + (1 - Hopeless) * options.ResidualLimit * blockNoise)
        {
            BestResidual = Math.Min(BestResidual, residual);
            return false;
        }

        double limit = options.ResidualLimit * blockNoise, last = double.PositiveInfinity;
        for (int round = 0; ; round++)
        {
            if (!Settle(tags, ref leakage, ref residual))
            {
                return false;
            }

            BestResidual = Math.Min(BestResidual, residual);
            bool isExplained = residual <= limit;
            if (isExplained && AreBitsCertain(tags, residual))
            {
                return IsDistinct(tags, residual);
            }

            if (round == Rounds || (!isExplained && residual > Improved * last))
            {
                return false;
            }

            last = residual;
            if (!Reread(tags, leakage) && isExplained)
            {
                return IsDistinct(tags, residual);
            }

            if (!JointFit.TryEdges(_work, tags, out leakage, out residual))
            {
                return false;
            }
        }
    }

    /// <summary>
    /// Whether a wrong bit would have shown in the residual: it inverts at least one half-symbol, 24 blocks, of the weakest tag.
    /// </summary>
    private readonly bool AreBitsCertain(scoped ReadOnlySpan<TagFit> tags, double residual)
    {
        const int HalfSymbolBlocks = 24;
        double weakest = double.PositiveInfinity;
        foreach (TagFit tag in tags)
        {
            weakest = Math.Min(weakest, tag.Edge.Real * tag.Edge.Real + tag.Edge.Imaginary * tag.Edge.Imaginary);
        }

        return HalfSymbolBlocks * weakest > 2 * (options.ResidualLimit - 1) * _work.Count * residual;
    }

    /// <summary>Reads each tag's bits again from what the others leave; true when some differ.</summary>
    private readonly bool Reread(scoped Span<TagFit> tags, Complex leakage)
    {
        JointFit.Subtract(_work, tags, leakage);
        bool isChanged = false;
        for (int tag = 0; tag < tags.Length; tag++)
        {
            ushort before = tags[tag].Bits;
            StateSplit.Isolate(_work, tag, tags[tag].Edge);
            ReplyReader.Decode(_work, tag, ref tags[tag]);
            if (tags[tag].Bits != before)
            {
                ReplyWaveform.Render(_work, tag, tags[tag]);
                isChanged = true;
            }
        }

        return isChanged;
    }

    /// <summary>
    /// Clocks by Gauss–Newton, the edges after each step. Once only the noise is left a small step moves the re-made replies to first
    /// order; before that they are made anew.
    /// </summary>
    private readonly bool Settle(scoped Span<TagFit> tags, ref Complex leakage, ref double residual)
    {
        double limit = options.ResidualLimit * blockNoise, move = double.PositiveInfinity;
        for (int step = 0; step < Steps && !(move < Settled); step++)
        {
            JointFit.Subtract(_work, tags, leakage);
            move = JointFit.Step(_work, options, tags);
            for (int tag = 0; tag < tags.Length && (move >= Linear || residual > limit); tag++)
            {
                ReplyWaveform.Render(_work, tag, tags[tag]);
            }

            if (double.IsNaN(move) || !JointFit.TryEdges(_work, tags, out leakage, out residual))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two replies have the same bits: one tag shared out between two edges, but for one pair of tags in 65,536.</summary>
    private static bool AreAlike(scoped ReadOnlySpan<TagFit> tags)
    {
        bool isAlike = false;
        for (int tag = 1; tag < tags.Length; tag++)
        {
            for (int other = 0; other < tag; other++)
            {
                isAlike |= tags[tag].Bits == tags[other].Bits;
            }
        }

        return isAlike;
    }

    private bool IsDistinct(scoped ReadOnlySpan<TagFit> tags, double residual)
    {
        if (AreAlike(tags))
        {
            IsIndistinct = true;
            return false;
        }

        foreach (TagFit tag in tags)
        {
            double square = tag.Edge.Real * tag.Edge.Real + tag.Edge.Imaginary * tag.Edge.Imaginary;
            if (!(square > LeastEdgeToDeviation * LeastEdgeToDeviation * tag.EdgeVariance * residual))
            {
                IsIndistinct = true;
                return false;
            }
        }

        return true;
    }
}
