using System.ComponentModel;

namespace TwinGrid.Embedded;

/// <summary>How a call is scheduled on its activation.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CallOptions
{
    /// <summary>One at a time, answered.</summary>
    None = 0,

    /// <summary>May run beside other read-only calls.</summary>
    ReadOnly = 1,

    /// <summary>May run beside any call.</summary>
    AlwaysInterleave = 2,

    /// <summary>Nobody waits for the answer, so there is no time limit either.</summary>
    OneWay = 4,

    /// <summary>Belongs to one activation and ends with it, as a timer's tick does.</summary>
    Local = 8,

    /// <summary>Does not count as use when idle activations are collected.</summary>
    Incidental = 16,
}
