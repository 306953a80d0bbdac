using System.ComponentModel;
using System.Threading.Tasks.Sources;

namespace TwinGrid.Embedded;

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>; the call is the promise itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueTaskCall<TResult> : GrainCall, IValueTaskSource<TResult>
{
    private ManualResetValueTaskSourceCore<TResult> _promise = new() { RunContinuationsAsynchronously = true };

    internal ValueTask<TResult> Promise => new(this, _promise.Version);

    TResult IValueTaskSource<TResult>.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _promise.OnCompleted(continuation, state, token, flags);

    /// <summary>Calls the method on the grain.</summary>
    protected abstract ValueTask<TResult> Invoke(object grain);

    internal override async Task<object?> InvokeBoxed(object grain) => await Invoke(grain);

    internal override void Resolve(object? boxedResult) => _promise.SetResult((TResult)boxedResult!);

    internal override void Reject(Exception exception) => _promise.SetException(exception);

    private protected override Task? Start(object grain)
    {
        var work = Invoke(grain);
        if (work.IsCompletedSuccessfully)
        {
            if (TryClaim())
            {
                _promise.SetResult(work.Result);
            }

            return null;
        }

        return work.AsTask();
    }

    private protected override void Deliver(Task work) => _promise.SetResult(((Task<TResult>)work).Result);
}

/// <summary>A call of a method that returns <see cref="ValueTask"/>; the call is the promise itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueTaskCall : GrainCall, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _promise = new() { RunContinuationsAsynchronously = true };

    internal ValueTask Promise => new(this, _promise.Version);

    void IValueTaskSource.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _promise.OnCompleted(continuation, state, token, flags);

    /// <summary>Calls the method on the grain.</summary>
    protected abstract ValueTask Invoke(object grain);

    internal override async Task<object?> InvokeBoxed(object grain)
    {
        await Invoke(grain);
        return null;
    }

    internal override void Resolve(object? boxedResult) => _promise.SetResult(true);

    internal override void Reject(Exception exception) => _promise.SetException(exception);

    private protected override Task? Start(object grain)
    {
        var work = Invoke(grain);
        if (work.IsCompletedSuccessfully)
        {
            if (TryClaim())
            {
                _promise.SetResult(true);
            }

            return null;
        }

        return work.AsTask();
    }

    private protected override void Deliver(Task work) => _promise.SetResult(true);
}
