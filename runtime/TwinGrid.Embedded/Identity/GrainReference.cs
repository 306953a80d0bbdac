using System.ComponentModel;
using TwinGrid.Embedded;

namespace Orleans.Runtime;

/// <summary>
/// The base of all proxies: knows its grain by class and key, and remembers the activation it last spoke to,
/// so that the directory is asked once and again only after a deactivation.
/// </summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private Activation? _activation;

    /// <summary>Refers to the grain that <paramref name="target"/> names.</summary>
    protected GrainReference(GrainReferenceTarget target)
    {
        Class = target.Class;
        Key = target.Key;
    }

    /// <summary>The grain's identity.</summary>
    public GrainId GrainId => GrainId.Create(Class.Type, IdSpan.Create(Key));

    internal GrainClass Class { get; }

    internal string Key { get; }

    /// <summary>Compares the grains referred to.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right) => Equals(left, right);

    /// <summary>Compares the grains referred to.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && Class == other.Class && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Class, Key);

    /// <inheritdoc/>
    public override string ToString() => GrainId.ToString();

    /// <summary>Sends a call whose caller awaits a task.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TResult> Send<TResult>(TaskCall<TResult> call)
    {
        Submit(call);
        return call.Promise;
    }

    /// <summary>Sends a call whose caller awaits a task.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task Send(TaskCall call)
    {
        Submit(call);
        return call.Promise;
    }

    /// <summary>Sends a call whose caller awaits a value task.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TResult> Send<TResult>(ValueTaskCall<TResult> call)
    {
        Submit(call);
        return call.Promise;
    }

    /// <summary>Sends a call whose caller awaits a value task.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask Send(ValueTaskCall call)
    {
        Submit(call);
        return call.Promise;
    }

    /// <summary>Sends a call that nobody waits for.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Send(OneWayCall call) => Submit(call);

    /// <summary>Puts the call into the inbox of the grain's activation, which is made if there is none.</summary>
    internal void Dispatch(GrainCall call)
    {
        var activation = _activation;
        if (activation is null || !activation.TryEnqueue(call))
        {
            _activation = Class.Deliver(Key, call);
        }
    }

    private void Submit(GrainCall call)
    {
        var engine = Class.Engine;
        if (engine.OutgoingFilters.Length > 0)
        {
            OutgoingCallContext.Start(engine, this, call);
        }
        else if (engine.Admit(call))
        {
            Dispatch(call);
        }
    }
}
