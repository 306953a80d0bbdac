using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace TwinGrid.Embedded;

/// <summary>Takes a call through the outgoing filters; the caller gets what they leave as the result.</summary>
internal sealed class OutgoingCallContext(Engine engine, GrainReference target, GrainCall call) : IOutgoingGrainCallContext
{
    private int _stage;

    public IInvokable Request => call;

    public object Grain => target;

    public GrainId? SourceId => SourceContext?.GrainId;

    public GrainId TargetId => target.GrainId;

    public IGrainContext? SourceContext { get; } = Activation.Current;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.GetMethod();

    public object? Result { get; set; }

    public static void Start(Engine engine, GrainReference target, GrainCall call) =>
        _ = new OutgoingCallContext(engine, target, call).RunAsync();

    public async Task Invoke()
    {
        var stage = _stage++;
        if (stage < engine.OutgoingFilters.Length)
        {
            await engine.OutgoingFilters[stage].Invoke(this);
            return;
        }

        if ((call.Options & CallOptions.OneWay) == 0)
        {
            call.Outgoing = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (engine.Admit(call))
        {
            target.Dispatch(call);
        }

        if (call.Outgoing is not null)
        {
            Result = await call.Outgoing.Task;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await Invoke();
        }
        catch (Exception exception)
        {
            call.Reject(exception);
            return;
        }

        call.Resolve(Result);
    }
}
