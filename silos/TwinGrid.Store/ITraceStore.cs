using TwinGrid.Trace.Events;

namespace TwinGrid.Store;

/// <summary>
/// Everything that is kept for good: captured events, facts of the twins, and the small documents of those who serve them. One
/// database; what its writers append at about the same time is committed together.
/// </summary>
public interface ITraceStore : IAsyncDisposable
{
    /// <summary>Captured events.</summary>
    IEventStore Events { get; }

    /// <summary>The same events, thing by thing.</summary>
    IEventSteps Steps { get; }

    /// <summary>Facts of the twins, hash-chained.</summary>
    IFactStore Facts { get; }

    /// <summary>Capture jobs, named queries, subscriptions, cursors, deliveries.</summary>
    IDocuments Documents { get; }
}
