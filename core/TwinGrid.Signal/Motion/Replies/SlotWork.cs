using System.Buffers;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// The memory of one decoding: rows of one number a block, cut from one rented array. A block is the mean of
/// <see cref="BlockLength"/> samples, with the leakage taken off.
/// </summary>
internal readonly ref struct SlotWork
{
    /// <summary>Samples in a block: a sixth of a half-cycle, so that most blocks lie between two edges.</summary>
    public const int BlockLength = 4;

    /// <summary>Samples that are lost at most when the blocks are cut to whole vectors, and those of the vector in which a reply ends.</summary>
    public const int Margin = 2 * Lanes * BlockLength;

    /// <summary>Most tags in a slot.</summary>
    public const int MostTags = 4;

    private const int Lanes = 16, Rows = 5 + 3 * MostTags;

    private readonly float[] _memory;

    /// <summary>Rents the memory for a slot of the given number of samples.</summary>
    public SlotWork(int samples)
    {
        Count = samples / BlockLength / Lanes * Lanes;
        _memory = ArrayPool<float>.Shared.Rent(Rows * (Count + Lanes));
    }

    /// <summary>Number of blocks, a multiple of the widest vector.</summary>
    public int Count { get; }

    /// <summary>Numbers between the starts of two rows.</summary>
    public int Stride => Count + Lanes;

    /// <summary>In-phase part of the blocks.</summary>
    public Span<float> Real => Row(0);

    /// <summary>Quadrature part of the blocks.</summary>
    public Span<float> Imaginary => Row(1);

    /// <summary>In-phase part of what a fit leaves.</summary>
    public Span<float> RestReal => Row(2);

    /// <summary>Quadrature part of what a fit leaves.</summary>
    public Span<float> RestImaginary => Row(3);

    /// <summary>Running sums of one tag's states, one entry more than there are blocks.</summary>
    public Span<float> Running => _memory.AsSpan(4 * (Count + Lanes), Count + 1);

    /// <summary>A tag's state in each block as the signal tells it: −½ low, ½ high.</summary>
    public Span<float> State(int tag) => Row(5 + tag);

    /// <summary>The share of each block in which a tag's re-made reply is high.</summary>
    public Span<float> High(int tag) => Row(5 + MostTags + tag);

    /// <summary>How a block's mean moves when an edge of a tag's re-made reply comes later: −1 where it rises, 1 where it falls, otherwise 0.</summary>
    public Span<float> Edges(int tag) => Row(5 + 2 * MostTags + tag);

    /// <summary>Gives the memory back.</summary>
    public void Return() => ArrayPool<float>.Shared.Return(_memory);

    private Span<float> Row(int index) => _memory.AsSpan(index * (Count + Lanes), Count);
}
