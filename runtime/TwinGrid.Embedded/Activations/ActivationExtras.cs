using Orleans;

namespace TwinGrid.Embedded;

/// <summary>What only some activations have. Touched on their turns alone.</summary>
internal sealed class ActivationExtras
{
    private HashSet<GrainTimer>? _timers;
    private Dictionary<Guid, IStreamSink>? _sinks;

    /// <summary>The states to read before activation; null once they were.</summary>
    public List<IStateFacet>? Facets { get; set; }

    /// <summary>Who waits for the end; null for nobody.</summary>
    public List<TaskCompletionSource>? Ended { get; set; }

    /// <summary>Why the activation is to end.</summary>
    public DeactivationReason? Reason { get; set; }

    /// <summary>Why the activation never began.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Until when it is not collected, in milliseconds of the engine's clock.</summary>
    public long KeepUntil { get; set; }

    /// <summary>The timers that run.</summary>
    public HashSet<GrainTimer> Timers => _timers ??= [];

    /// <summary>The observers of streams, by subscription.</summary>
    public Dictionary<Guid, IStreamSink> Sinks => _sinks ??= [];

    /// <summary>Whether nothing is in here that an activation at rest needs.</summary>
    public bool IsIdle =>
        Facets is null && Ended is null && Reason is null && Failure is null && KeepUntil == 0 && _timers is null && _sinks is null;

    public void StopTimers()
    {
        foreach (var timer in _timers?.ToArray() ?? [])
        {
            timer.Dispose();
        }
    }
}
