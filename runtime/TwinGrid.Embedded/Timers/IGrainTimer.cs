using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of an activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets both times anew; called during a tick, it counts from the tick's end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not infinite, or beyond 49 days.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a timer ticks, and beside what.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Sets both times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>The time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>The time from the end of a tick to the next; infinite for no more.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks run beside calls of the grain.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick keeps the activation from being collected as idle.</summary>
    public bool KeepAlive { get; init; }
}
