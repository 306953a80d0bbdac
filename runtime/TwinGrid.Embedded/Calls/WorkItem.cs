using System.ComponentModel;

namespace TwinGrid.Embedded;

/// <summary>One thing for an activation to do. The item is itself the node of the inbox it waits in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WorkItem
{
    private protected WorkItem()
    {
    }

    internal WorkItem? Next { get; set; }

    /// <summary>Runs as (part of) a turn of the activation.</summary>
    internal abstract void Run(Activation activation);
}

/// <summary>A piece of grain code that goes on after an await.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : WorkItem
{
    internal override void Run(Activation activation) => callback(state);
}

/// <summary>Something the engine itself wants done on an activation's turn.</summary>
internal sealed class Instruction(Action<Activation> action) : WorkItem
{
    internal override void Run(Activation activation) => action(activation);
}
