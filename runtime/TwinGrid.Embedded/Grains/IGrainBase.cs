using Orleans.Runtime;
using TwinGrid.Embedded;

namespace Orleans;

/// <summary>What a grain class has at least; <see cref="Grain"/> brings it along.</summary>
public interface IGrainBase
{
    /// <summary>The activation the grain object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call, after the states were read.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>What a grain can ask of its engine.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends the grain's activation once its running calls are done.</summary>
    public static void DeactivateOnIdle(this IGrainBase grain) =>
        grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    /// <summary>Starts a timer that ends with the activation. Its ticks do not overlap.</summary>
    /// <param name="grain">The grain, on one of its turns.</param>
    /// <param name="callback">Runs as a turn; the token fires when the timer is disposed.</param>
    /// <param name="state">Given to the callback.</param>
    /// <param name="options">When, how often, and beside what.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not infinite, or beyond 49 days.</exception>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return GrainTimer.Start(grain.Activation(), token => callback(state, token), options);
    }

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        GrainTimer.Start(grain.Activation(), callback, options);

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return GrainTimer.Start(grain.Activation(), _ => callback(), options);
    }

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return GrainTimer.Start(grain.Activation(), _ => callback(state), options);
    }

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
        grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period) =>
        grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
        grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));

    /// <summary>Starts a timer that ends with the activation.</summary>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
        grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));

    internal static Activation Activation(this IGrainBase grain) => grain.GrainContext as Activation
        ?? throw new InvalidOperationException($"{grain.GetType()}: expected a grain made by the engine.");
}
