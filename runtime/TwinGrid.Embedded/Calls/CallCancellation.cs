namespace TwinGrid.Embedded;

/// <summary>
/// Ties a call to its caller's token. When that fires the caller is told at once: a call that still waits is never
/// started, one that runs sees its own token fire on a turn of its activation.
/// </summary>
internal sealed class CallCancellation
{
    private readonly GrainCall _call;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource _source = new();
    private CancellationTokenRegistration _registration;

    private CallCancellation(GrainCall call, CancellationToken callerToken)
    {
        _call = call;
        _callerToken = callerToken;
    }

    public static void Attach(GrainCall call, CancellationToken callerToken)
    {
        var cancellation = new CallCancellation(call, callerToken);
        call.Cancellation = cancellation;
        call.Token = cancellation._source.Token;
        cancellation._registration = callerToken.UnsafeRegister(static state => ((CallCancellation)state!).OnCallerCancelled(), cancellation);
        if (call.IsSettled)
        {
            cancellation.Detach();
        }
    }

    public void Detach() => _registration.Unregister();

    /// <summary>Fires the callee's token; to be run on its turn.</summary>
    public void Signal() => _source.Cancel();

    private void OnCallerCancelled()
    {
        if (_call.SettleWith(new OperationCanceledException(_callerToken)) && _call.Target is { } target)
        {
            target.Post(static state => ((CallCancellation)state!).Signal(), this);
        }
    }
}
