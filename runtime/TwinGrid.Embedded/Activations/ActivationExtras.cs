using Orleans;

namespace TwinGrid.Embedded;

/// <summary>What only some activations have. Touched on their turns alone.</summary>
internal sealed class ActivationExtras
{
    /// <summary>The states to read before activation; null once they were.</summary>
    public List<IStateFacet>? Facets { get; set; }

    /// <summary>Who waits for the end.</summary>
    public List<TaskCompletionSource> Ended { get; } = [];

    /// <summary>Why the activation is to end.</summary>
    public DeactivationReason? Reason { get; set; }

    /// <summary>Why the activation never began.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Until when it is not collected, in milliseconds of the engine's clock.</summary>
    public long KeepUntil { get; set; }

    /// <summary>The timers that run.</summary>
    public HashSet<GrainTimer> Timers { get; } = [];

    /// <summary>The observers of streams, by subscription.</summary>
    public Dictionary<Guid, IStreamSink> Sinks { get; } = [];

    public void StopTimers()
    {
        foreach (var timer in Timers.ToArray())
        {
            timer.Dispose();
        }
    }
}
