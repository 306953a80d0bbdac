using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace TwinGrid.Embedded;

/// <summary>Takes a call through the engine's filters, then the grain's own, then to the method.</summary>
internal sealed class IncomingCallContext(Activation target, GrainCall call, object grain) : IIncomingGrainCallContext
{
    private int _stage;

    public IInvokable Request => call;

    public object Grain => grain;

    public GrainId? SourceId => call.Sender?.GrainId;

    public GrainId TargetId => target.GrainId;

    public IGrainContext TargetContext => target;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.GetMethod();

    public MethodInfo ImplementationMethod
    {
        get
        {
            var declaring = InterfaceMethod.DeclaringType!;
            if (!declaring.IsInstanceOfType(grain))
            {
                return InterfaceMethod;
            }

            var map = grain.GetType().GetInterfaceMap(declaring);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result { get; set; }

    public static async Task<object?> InvokeAsync(Activation target, GrainCall call, object grain)
    {
        var context = new IncomingCallContext(target, call, grain);
        await context.Invoke();
        return context.Result;
    }

    public async Task Invoke()
    {
        var filters = target.Class.Engine.IncomingFilters;
        var stage = _stage++;
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
        }
        else if (stage == filters.Length && grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Result = await call.InvokeBoxed(grain);
        }
    }
}
