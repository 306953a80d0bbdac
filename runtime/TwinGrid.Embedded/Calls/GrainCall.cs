using System.ComponentModel;
using System.Reflection;
using Orleans.Serialization.Invocation;

namespace TwinGrid.Embedded;

/// <summary>
/// One call on its way: holds the arguments (in the generated class), waits in the inbox, runs the method and owns
/// the caller's promise. Whatever comes first settles it: the result, the time limit, or the caller's token.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : WorkItem, IInvokable
{
    private Task? _work;
    private bool _boxed;
    private int _settled;

    private protected GrainCall()
    {
    }

    /// <summary>How the call is scheduled.</summary>
    public virtual CallOptions Options => CallOptions.None;

    /// <summary>The time limit of this method; null for the configured one.</summary>
    public virtual TimeSpan? TimeLimit => null;

    /// <summary>The method's cancellation token, if it takes one.</summary>
    public virtual CancellationToken Token
    {
        get => default;
        set { }
    }

    internal GrainCall? Previous { get; set; }

    internal Activation? Target { get; set; }

    /// <summary>The grain that calls; null for code that is no grain.</summary>
    internal Activation? Sender { get; set; }

    /// <summary>When the time limit ends, in milliseconds of the engine's clock.</summary>
    internal long Deadline { get; set; } = long.MaxValue;

    internal CallCancellation? Cancellation { get; set; }

    internal TaskCompletionSource<object?>? Outgoing { get; set; }

    internal bool IsSettled => Volatile.Read(ref _settled) != 0;

    private protected virtual bool HasCaller => true;

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public abstract string GetMethodName();

    /// <inheritdoc/>
    public string GetInterfaceName() => GetInterfaceType().FullName!;

    /// <inheritdoc/>
    public abstract Type GetInterfaceType();

    /// <inheritdoc/>
    public abstract MethodInfo GetMethod();

    /// <summary>Invokes the method with its result boxed, for call filters.</summary>
    internal abstract Task<object?> InvokeBoxed(object grain);

    internal sealed override void Run(Activation activation) => activation.Receive(this);

    /// <summary>Runs the method on its grain, on a turn of <see cref="Target"/>.</summary>
    internal void Begin(object grain, bool filtered)
    {
        Task? work;
        try
        {
            if (filtered)
            {
                _boxed = true;
                work = IncomingCallContext.InvokeAsync(Target!, this, grain);
            }
            else if (Outgoing is not null)
            {
                _boxed = true;
                work = InvokeBoxed(grain);
            }
            else
            {
                work = Start(grain);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
            return;
        }

        if (work is null)
        {
            return;
        }

        if (work.IsCompleted)
        {
            Conclude(work);
            return;
        }

        _work = work;
        Target!.Suspend(this);

        // Captures the activation, so the end of the work comes back as a turn.
        work.ConfigureAwait(true).GetAwaiter().UnsafeOnCompleted(Finish);
    }

    /// <summary>Gives the caller an error; the activation hears of it too.</summary>
    internal void Fail(Exception exception)
    {
        Target?.Faulted(this, exception, HasCaller);
        SettleWith(exception);
    }

    /// <summary>Gives the caller an error, unless the call is settled already.</summary>
    /// <returns>False when the call was settled already.</returns>
    internal bool SettleWith(Exception exception)
    {
        if (!TryClaim())
        {
            return false;
        }

        if (Outgoing is null)
        {
            Reject(exception);
        }
        else
        {
            Outgoing.SetException(exception);
        }

        return true;
    }

    /// <summary>Gives the caller what the outgoing filters left as the result.</summary>
    internal abstract void Resolve(object? boxedResult);

    /// <summary>Gives the caller the error that came out of the outgoing filters.</summary>
    internal abstract void Reject(Exception exception);

    /// <summary>Starts the method: null when it ended at once and the caller has its result, else the work to wait for.</summary>
    private protected abstract Task? Start(object grain);

    /// <summary>Hands a result that <see cref="Start"/> left in <paramref name="work"/> to the caller.</summary>
    private protected abstract void Deliver(Task work);

    /// <summary>True for the first that wants to settle the call. Only a token lets two threads race.</summary>
    private protected bool TryClaim()
    {
        if (Cancellation is { } cancellation)
        {
            cancellation.Detach();
            return Interlocked.Exchange(ref _settled, 1) == 0;
        }

        return _settled == 0 && (_settled = 1) == 1;
    }

    private void Finish()
    {
        Target!.Release(this);
        Conclude(_work!);
    }

    private void Conclude(Task work)
    {
        if (!work.IsCompletedSuccessfully)
        {
            Fail(ErrorOf(work));
            return;
        }

        if (!TryClaim())
        {
            return;
        }

        if (!_boxed)
        {
            Deliver(work);
        }
        else if (Outgoing is null)
        {
            Resolve(((Task<object?>)work).Result);
        }
        else
        {
            Outgoing.SetResult(((Task<object?>)work).Result);
        }
    }

    private static Exception ErrorOf(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
            throw new InvalidOperationException("Expected work that failed, found a success.");
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
