namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the grain and its host see it.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null until it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The host's services.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>
    /// Ends the activation once its running calls are done. Calls that wait go to a new activation.
    /// Do not wait for <see cref="Deactivated"/> within a call of the same grain.
    /// </summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
