using Orleans.Runtime;
using TwinGrid.Embedded;

namespace Orleans;

/// <summary>The base of grain classes. A grain object is made by the engine only, and runs one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the context from the activation that is being made.</summary>
    protected Grain()
        : this(Activation.Current!)
    {
    }

    /// <summary>Takes the context given.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <summary>The activation this grain object belongs to.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>The grain's identity as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Hands out references to other grains.</summary>
    protected IGrainFactory GrainFactory => this.Activation().Class.Engine.Factory;

    /// <summary>The host's services.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Runs before the first call, after the states were read.</summary>
    /// <param name="cancellationToken">Fires when activation takes longer than allowed.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call. Not certain to run: a process can end without it.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Fires when deactivation takes longer than allowed.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running calls are done.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from being collected for a time; a negative time takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => this.Activation().DelayDeactivation(timeSpan);
}
