using System.Numerics;
using System.Runtime.CompilerServices;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>One tag of an answer while it is being fitted.</summary>
internal struct TagFit
{
    /// <summary>h.</summary>
    public Complex Edge;

    /// <summary>Onset in samples.</summary>
    public double Onset;

    /// <summary>Length in samples.</summary>
    public double Length;

    /// <summary>The random bits.</summary>
    public ushort Bits;

    /// <summary>E|ĥ − h|², from the noise.</summary>
    public double EdgeVariance;

    /// <summary>Variance of the length, from the noise.</summary>
    public double LengthVariance;
}

/// <summary>The tags of an answer.</summary>
[InlineArray(SlotWork.MostTags)]
internal struct TagFits
{
    private TagFit _first;
}
