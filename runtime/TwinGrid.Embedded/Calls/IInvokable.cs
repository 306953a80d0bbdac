using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call as call filters see it.</summary>
public interface IInvokable
{
    /// <summary>The number of arguments, cancellation tokens not counted.</summary>
    int GetArgumentCount();

    /// <summary>The argument at <paramref name="index"/>, counted from zero.</summary>
    object? GetArgument(int index);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The interface that declares the method.</summary>
    Type GetInterfaceType();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();
}
