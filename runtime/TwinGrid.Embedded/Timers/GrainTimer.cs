using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>A timer whose ticks are calls of its own activation: they wait their turn, and end with it.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        (_dueTime, _period) = (options.DueTime, options.Period);

        // The timer must not carry the values of the call that happened to start it into its ticks.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Class.Engine.Time.CreateTimer(
                static state => ((GrainTimer)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public static GrainTimer Start(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Check(options.DueTime, options.Period);
        if (Activation.Current != activation)
        {
            throw new InvalidOperationException("A timer is started on a turn of its grain.");
        }

        var timer = new GrainTimer(activation, callback, options);
        activation.Extras.Timers.Add(timer);
        timer._timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_gate)
        {
            (_dueTime, _period) = (dueTime, period);
            _changed = true;
            if (!_ticking)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _disposed.Cancel();
        if (Activation.Current == _activation)
        {
            _activation.Extras.Timers.Remove(this);
        }
    }

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)dueTime.TotalMilliseconds, -1, nameof(dueTime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)dueTime.TotalMilliseconds, 0xfffffffe, nameof(dueTime));
        ArgumentOutOfRangeException.ThrowIfLessThan((long)period.TotalMilliseconds, -1, nameof(period));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)period.TotalMilliseconds, 0xfffffffe, nameof(period));
    }

    private void OnDue()
    {
        lock (_gate)
        {
            _ticking = true;
            _changed = false;
        }

        _activation.TryEnqueue(new Tick(this));
    }

    private async Task TickAsync()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await _callback(_disposed.Token);
        }
        catch (Exception exception)
        {
            _activation.Class.Engine.Logger.LogWarning(exception, "A timer of grain {Grain} failed; it goes on.", _activation.GrainId);
        }

        lock (_gate)
        {
            _ticking = false;
            if (!_disposed.IsCancellationRequested)
            {
                _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Tick(GrainTimer timer) : OneWayCall
    {
        private readonly CallOptions _options = CallOptions.OneWay | CallOptions.Local
            | (timer._options.Interleave ? CallOptions.AlwaysInterleave : 0)
            | (timer._options.KeepAlive ? 0 : CallOptions.Incidental);

        public override CallOptions Options => _options;

        public override string GetMethodName() => nameof(IGrainTimerInvoker.InvokeCallbackAsync);

        public override Type GetInterfaceType() => typeof(IGrainTimerInvoker);

        public override MethodInfo GetMethod() => typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!;

        protected override Task Invoke(object grain) => timer.TickAsync();
    }
}

/// <summary>The name under which call filters see a timer's tick.</summary>
internal interface IGrainTimerInvoker
{
    Task InvokeCallbackAsync();
}
