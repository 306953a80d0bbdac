using System.ComponentModel;

namespace TwinGrid.Embedded;

/// <summary>A call whose sender goes on at once; an error is logged.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OneWayCall : GrainCall
{
    /// <inheritdoc/>
    public override CallOptions Options => CallOptions.OneWay;

    private protected override bool HasCaller => false;

    /// <summary>Calls the method on the grain; a method without a task gives a completed one.</summary>
    protected abstract Task Invoke(object grain);

    internal override async Task<object?> InvokeBoxed(object grain)
    {
        await Invoke(grain);
        return null;
    }

    internal override void Resolve(object? boxedResult)
    {
    }

    internal override void Reject(Exception exception)
    {
    }

    private protected override Task? Start(object grain)
    {
        var work = Invoke(grain);
        return work.IsCompletedSuccessfully ? null : work;
    }

    private protected override void Deliver(Task work)
    {
    }
}
