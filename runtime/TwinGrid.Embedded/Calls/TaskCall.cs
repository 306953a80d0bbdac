using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TwinGrid.Embedded;

/// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskCall<TResult> : GrainCall
{
    // Asynchronous continuations: the caller's code never runs inside the callee's turn.
    private readonly TaskCompletionSource<TResult> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TResult> Promise => _promise.Task;

    /// <summary>Calls the method on the grain.</summary>
    protected abstract Task<TResult> Invoke(object grain);

    internal override async Task<object?> InvokeBoxed(object grain) => await Invoke(grain);

    internal override void Resolve(object? boxedResult) => _promise.TrySetResult((TResult)boxedResult!);

    internal override void Reject(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            // A builder keeps the exception object in a cancelled task; a completion source alone would not.
            var builder = AsyncTaskMethodBuilder<TResult>.Create();
            builder.SetException(exception);
            _promise.TrySetFromTask(builder.Task);
        }
        else
        {
            _promise.TrySetException(exception);
        }
    }

    private protected override Task? Start(object grain)
    {
        var work = Invoke(grain);
        if (work.IsCompletedSuccessfully)
        {
            if (TryClaim())
            {
                _promise.TrySetResult(work.Result);
            }

            return null;
        }

        return work;
    }

    private protected override void Deliver(Task work) => _promise.TrySetResult(((Task<TResult>)work).Result);
}

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskCall : GrainCall
{
    private readonly TaskCompletionSource _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Promise => _promise.Task;

    /// <summary>Calls the method on the grain.</summary>
    protected abstract Task Invoke(object grain);

    internal override async Task<object?> InvokeBoxed(object grain)
    {
        await Invoke(grain);
        return null;
    }

    internal override void Resolve(object? boxedResult) => _promise.TrySetResult();

    internal override void Reject(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            var builder = AsyncTaskMethodBuilder.Create();
            builder.SetException(exception);
            _promise.TrySetFromTask(builder.Task);
        }
        else
        {
            _promise.TrySetException(exception);
        }
    }

    private protected override Task? Start(object grain)
    {
        var work = Invoke(grain);
        if (work.IsCompletedSuccessfully)
        {
            if (TryClaim())
            {
                _promise.TrySetResult();
            }

            return null;
        }

        return work;
    }

    private protected override void Deliver(Task work) => _promise.TrySetResult();
}
