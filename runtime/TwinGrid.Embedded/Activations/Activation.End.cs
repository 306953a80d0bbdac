using Microsoft.Extensions.Logging;
using Orleans;

namespace TwinGrid.Embedded;

/// <summary>The end of an activation, and what becomes of the work it leaves.</summary>
internal sealed partial class Activation
{
    private async Task EndAsync()
    {
        var engine = Class.Engine;
        try
        {
            _extras!.StopTimers();
            if (Class.HasOnDeactivate)
            {
                using var limit = new CancellationTokenSource(engine.Collection.DeactivationTimeout, engine.Time);
                await ((IGrainBase)_grain!).OnDeactivateAsync(_extras.Reason!.Value, limit.Token).WaitAsync(limit.Token);
            }

            if (_grain is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else if (_grain is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
        catch (Exception exception)
        {
            engine.Logger.LogError(exception, "Deactivation of grain {Grain} failed.", GrainId);
        }

        Close();
    }

    /// <summary>
    /// Leaves the directory. Calls that still wait go, in their order, to a successor that is put in this one's place
    /// before anybody else can make one, so no sender's calls overtake each other.
    /// </summary>
    private void Close()
    {
        var late = InOrder(Interlocked.Exchange(ref _inbox, Closed));
        var left = Chain(_firstWaiting).Concat(Chain(_ready)).Concat(Chain(late)).ToList();
        _firstWaiting = _lastWaiting = null;
        _ready = null;

        GrainCall? first = null;
        foreach (var item in Enumerable.Reverse(left))
        {
            if (item is not GrainCall call)
            {
                item.Next = null;
                RunLater(item);
            }
            else if ((call.Options & CallOptions.Local) == 0)
            {
                call.Next = first;
                first = call;
            }
        }

        if (_extras?.Failure is { } failure)
        {
            Class.Remove(this);
            Refuse(first, failure);
        }
        else if (first is not null && Class.Engine.IsClosed)
        {
            Class.Remove(this);
            Refuse(first, Engine.Unavailable());
        }
        else
        {
            Class.Succeed(this, first);
        }

        foreach (var waiter in _extras?.Ended ?? [])
        {
            waiter.TrySetResult();
        }
    }

    /// <summary>Takes over the calls of a predecessor. To be run before anybody else knows of this activation.</summary>
    public void Inherit(WorkItem calls)
    {
        _ready = calls;
        _inbox = Busy;
    }

    public void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private void TellEnd(TaskCompletionSource ended)
    {
        if (IsClosed)
        {
            ended.TrySetResult();
        }
        else
        {
            (Extras.Ended ??= []).Add(ended);
        }
    }

    /// <summary>The time to stop has run out: callers must not wait for answers that will not come. Runs on a turn.</summary>
    public void GiveUp()
    {
        var reason = Engine.Unavailable();
        Refuse(_running, reason);
        Refuse(_firstWaiting, reason);
    }

    private static void Refuse(GrainCall? first, Exception reason)
    {
        for (GrainCall? call = first, next; call is not null; call = next)
        {
            next = (GrainCall?)call.Next;
            call.SettleWith(reason);
        }
    }

    private static IEnumerable<WorkItem> Chain(WorkItem? first)
    {
        for (var item = first; item is not null; item = item.Next)
        {
            yield return item;
        }
    }
}
