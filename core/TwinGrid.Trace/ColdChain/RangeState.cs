namespace TwinGrid.Trace.ColdChain;

/// <summary>Where a value stands against a limit during a stretch of time.</summary>
public enum RangeState
{
    /// <summary>Within the limits for certain.</summary>
    InRange,

    /// <summary>Beyond a limit for certain.</summary>
    OutOfRange,

    /// <summary>What was recorded can't tell.</summary>
    Unknown,
}
