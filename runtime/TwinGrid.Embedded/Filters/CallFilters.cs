using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>One call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The call itself: its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>Incoming: the grain object. Outgoing: the reference called.</summary>
    object Grain { get; }

    /// <summary>The grain that calls; null for code that is no grain.</summary>
    GrainId? SourceId { get; }

    /// <summary>The grain that is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The full name of the interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The interface's method.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, after <see cref="Invoke"/>; a filter may put another in its place.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, and at last to the method. A filter that does not call this stops the call.</summary>
    Task Invoke();
}

/// <summary>A call that has reached its grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation called.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The grain class's method.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call about to leave its caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls; null for code that is no grain.</summary>
    IGrainContext? SourceContext { get; }
}

/// <summary>Sees calls as they reach their grains, on the grain's turn. A grain class may also be one itself.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles one call.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Sees calls as they leave their callers.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Handles one call.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>An incoming filter as a delegate.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>An outgoing filter as a delegate.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
