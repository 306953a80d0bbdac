using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Storage;

namespace TwinGrid.Embedded;

/// <summary>Which calls may run beside which, the ones that wait, and their time limits.</summary>
internal sealed partial class Activation
{
    private GrainCall? _running;
    private GrainCall? _firstWaiting;
    private GrainCall? _lastWaiting;
    private int _waitingToJoin;
    private int _readers;
    private bool _exclusive;
    private bool _watched;
    private long _lastUsed;

    /// <summary>Runs a call that has arrived, or lets it wait.</summary>
    public void Receive(GrainCall call)
    {
        if (_state == ActivationState.Active && MayRun(call))
        {
            Begin(call);
        }
        else if ((call.Options & CallOptions.Local) == 0 || _state < ActivationState.Deactivating)
        {
            Wait(call);
        }
    }

    /// <summary>Notes a call that did not end within its turn.</summary>
    public void Suspend(GrainCall call)
    {
        call.Next = _running;
        if (_running is not null)
        {
            _running.Previous = call;
        }

        _running = call;
        if (!Interleaves(call))
        {
            if ((call.Options & CallOptions.ReadOnly) != 0)
            {
                _readers++;
            }
            else
            {
                _exclusive = true;
            }
        }

        Watch();
    }

    /// <summary>Strikes out a call noted by <see cref="Suspend"/>; the waiting ones are seen to when this turn is over.</summary>
    public void Release(GrainCall call)
    {
        if (call.Next is GrainCall next)
        {
            next.Previous = call.Previous;
        }

        if (call.Previous is null)
        {
            _running = (GrainCall?)call.Next;
        }
        else
        {
            call.Previous.Next = call.Next;
        }

        call.Next = call.Previous = null;
        if (!Interleaves(call))
        {
            if ((call.Options & CallOptions.ReadOnly) != 0)
            {
                _readers--;
            }
            else
            {
                _exclusive = false;
            }
        }

        _lastUsed = Used(call);
        _attention = true;
    }

    /// <summary>Hears of an error that leaves a call.</summary>
    public void Faulted(GrainCall call, Exception exception, bool hasCaller)
    {
        if (!hasCaller)
        {
            Class.Engine.Logger.LogWarning(
                exception, "{Method} of grain {Grain} failed and nobody waits for its answer.", call.GetMethodName(), GrainId);
        }

        // The copy in memory is not the stored one: the next call must start from storage.
        if (exception is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "The state was changed by another writer."));
        }
    }

    /// <summary>Fails the calls whose time limit has passed. Runs on a turn, as completion does, so they cannot race.</summary>
    public void ExpireCalls()
    {
        var engine = Class.Engine;
        var now = engine.Clock.Now;
        for (var call = _running; call is not null; call = (GrainCall?)call.Next)
        {
            if (now >= call.Deadline && call.SettleWith(Engine.TimedOut(call, this)) && engine.CancelsExpiredCalls)
            {
                call.Cancellation?.Signal();
            }
        }

        GrainCall? previous = null;
        for (var call = _firstWaiting; call is not null; call = (GrainCall?)call.Next)
        {
            if (call.IsSettled || (now >= call.Deadline && call.SettleWith(Engine.TimedOut(call, this))))
            {
                Unlink(call, previous);
            }
            else
            {
                previous = call;
            }
        }

        _watched = false;
        if (_running is not null || _firstWaiting is not null)
        {
            Watch();
        }
    }

    private void Begin(GrainCall call)
    {
        call.Target = this;
        if (call.Cancellation is not null)
        {
            // The token fires on any thread: either it sees this target, or this turn sees the call settled.
            Interlocked.MemoryBarrier();
        }

        if (!call.IsSettled)
        {
            _lastUsed = Used(call);
            call.Begin(_grain!, Class.Filtered);
        }
    }

    private bool MayRun(GrainCall call) =>
        (!_exclusive && (_readers == 0 || (call.Options & CallOptions.ReadOnly) != 0)) || Interleaves(call);

    private bool Interleaves(GrainCall call) => Class.Reentrant || (call.Options & CallOptions.AlwaysInterleave) != 0;

    private long Used(GrainCall call) => (call.Options & CallOptions.Incidental) == 0 ? Class.Engine.Clock.Now : _lastUsed;

    private void Wait(GrainCall call)
    {
        if (_lastWaiting is null)
        {
            _firstWaiting = call;
        }
        else
        {
            _lastWaiting.Next = call;
        }

        _lastWaiting = call;
        _waitingToJoin += Joins(call);
        Watch();
    }

    private void Unlink(GrainCall call, GrainCall? previous)
    {
        if (previous is null)
        {
            _firstWaiting = (GrainCall?)call.Next;
        }
        else
        {
            previous.Next = call.Next;
        }

        if (ReferenceEquals(_lastWaiting, call))
        {
            _lastWaiting = previous;
        }

        _waitingToJoin -= Joins(call);
    }

    // Counts the waiting calls that could run beside others, so that a long queue without any is not searched.
    private static int Joins(GrainCall call) => (call.Options & (CallOptions.ReadOnly | CallOptions.AlwaysInterleave)) != 0 ? 1 : 0;

    /// <summary>Starts one waiting call that may run now, and asks to be called again.</summary>
    private void StartWaiting()
    {
        if ((_exclusive || _readers > 0) && _waitingToJoin == 0 && !Class.Reentrant)
        {
            return;
        }

        GrainCall? previous = null;
        for (var call = _firstWaiting; call is not null; previous = call, call = (GrainCall?)call.Next)
        {
            if (MayRun(call))
            {
                Unlink(call, previous);
                call.Next = null;
                _attention = true;
                Begin(call);
                return;
            }
        }
    }

    private void Watch()
    {
        if (!_watched)
        {
            _watched = true;
            Class.Engine.Sweeper.Watch(this);
        }
    }
}
