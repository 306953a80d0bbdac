using Microsoft.Extensions.Logging;
using Orleans;

namespace TwinGrid.Embedded;

internal enum ActivationState : byte
{
    Created,
    Activating,
    Active,
    Deactivating,
    Ending,
    Failed,
}

/// <summary>From the first call to the end: construction, reading of state, activation, deactivation, succession.</summary>
internal sealed partial class Activation
{
    private ActivationState _state;

    public Task Deactivated
    {
        get
        {
            if (IsClosed)
            {
                return Task.CompletedTask;
            }

            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!TryEnqueue(new Instruction(activation => activation.TellEnd(ended))))
            {
                ended.TrySetResult();
            }

            return ended.Task;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(SynchronizationContext.Current, this))
        {
            BeginDeactivation(deactivationReason);
        }
        else
        {
            TryEnqueue(new Instruction(activation => activation.BeginDeactivation(deactivationReason)));
        }
    }

    /// <summary>Deactivates if nothing was asked of the grain for <paramref name="age"/> milliseconds. Runs on a turn.</summary>
    public void DeactivateIfIdle(long age)
    {
        if (IsIdle(age))
        {
            BeginDeactivation(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The grain was idle for its collection age."));
        }
    }

    /// <summary>A first guess from outside; the turn that follows looks again.</summary>
    public bool IsIdle(long age)
    {
        var now = Class.Engine.Clock.Now;
        var extras = _extras;
        return _state == ActivationState.Active && _running is null && _firstWaiting is null
            && now - _lastUsed >= age && (extras is null || now >= extras.KeepUntil);
    }

    /// <summary>Keeps the activation for a time; a negative one takes that back.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        Extras.KeepUntil = time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? long.MaxValue
            : time < TimeSpan.Zero ? 0
            : Class.Engine.Clock.Now + (long)time.TotalMilliseconds;
    }

    private void Start()
    {
        _state = ActivationState.Activating;
        try
        {
            _grain = Class.Create(this);
        }
        catch (Exception exception)
        {
            Abandon(new InvalidOperationException(
                $"Failed to create an instance of grain class '{Class.Implementation}': {exception.Message}", exception));
            return;
        }

        if (_extras?.Facets is null && !Class.HasOnActivate)
        {
            _state = ActivationState.Active;
        }
        else
        {
            _ = ActivateAsync();
        }
    }

    private async Task ActivateAsync()
    {
        var engine = Class.Engine;
        using var limit = new CancellationTokenSource(engine.Collection.ActivationTimeout, engine.Time);
        try
        {
            if (_extras?.Facets is { } facets)
            {
                _extras.Facets = null;
                foreach (var facet in facets)
                {
                    await facet.LoadAsync(limit.Token);
                }
            }

            if (Class.HasOnActivate)
            {
                await ((IGrainBase)_grain!).OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            }
        }
        catch (Exception exception)
        {
            Abandon(exception);
            return;
        }

        if (_state == ActivationState.Activating)
        {
            _state = ActivationState.Active;
        }

        // Most activations needed it to read their states and need it no more.
        _extras = _extras is { IsIdle: true } ? null : _extras;
        _attention = true;
    }

    /// <summary>Activation failed: every call that waits for it gets the error.</summary>
    private void Abandon(Exception exception)
    {
        Class.Engine.Logger.LogError(exception, "Grain {Grain} could not be activated.", GrainId);
        _state = ActivationState.Failed;
        Extras.Failure = exception;
        _attention = true;
    }

    private void BeginDeactivation(DeactivationReason reason)
    {
        if (_state is ActivationState.Activating or ActivationState.Active)
        {
            // While activating, the end waits for the activation to finish: Attend looks at the reason again.
            Extras.Reason ??= reason;
            _state = _state == ActivationState.Active ? ActivationState.Deactivating : _state;
            _attention = true;
        }
    }

    /// <summary>Sees to what the last turn left behind.</summary>
    private void Attend()
    {
        _attention = false;
        switch (_state)
        {
            case ActivationState.Active when _extras?.Reason is not null:
                _state = ActivationState.Deactivating;
                _attention = true;
                break;
            case ActivationState.Active:
                StartWaiting();
                break;
            case ActivationState.Deactivating when _running is null:
                _state = ActivationState.Ending;
                _ = EndAsync();
                break;
            case ActivationState.Failed:
                Close();
                break;
            default:
                break;
        }
    }
}
