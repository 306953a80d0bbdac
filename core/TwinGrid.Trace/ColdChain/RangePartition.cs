namespace TwinGrid.Trace.ColdChain;

/// <summary>How a whole stretch of time divides; the three parts always add up to the whole, to the tick.</summary>
/// <param name="InRange">Time within the storage range.</param>
/// <param name="OutOfRange">Time outside it.</param>
/// <param name="Unknown">Time of which the record doesn't tell.</param>
public readonly record struct RangePartition(TimeSpan InRange, TimeSpan OutOfRange, TimeSpan Unknown)
{
    /// <summary>The whole.</summary>
    public TimeSpan Whole => InRange + OutOfRange + Unknown;

    /// <summary>Both stretches together.</summary>
    public RangePartition Plus(RangePartition other) => new(InRange + other.InRange, OutOfRange + other.OutOfRange, Unknown + other.Unknown);

    /// <summary>This partition with a further stretch.</summary>
    public RangePartition With(RangeState state, TimeSpan length) => state switch
    {
        RangeState.InRange => this with { InRange = InRange + length },
        RangeState.OutOfRange => this with { OutOfRange = OutOfRange + length },
        _ => this with { Unknown = Unknown + length },
    };
}
