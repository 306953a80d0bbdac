using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>One cluster of one process: the classes, the clock, the limits, and the way in and out.</summary>
internal sealed class Engine : IDisposable
{
    private readonly long _grainLimit;
    private readonly long _clientLimit;
    private volatile bool _stopping;

    public Engine(IServiceProvider services)
    {
        Services = services;
        Factory = services.GetRequiredService<IGrainFactory>();
        Time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Orleans.Runtime");
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        var silo = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        var client = services.GetServices<IConfigureOptions<ClientMessagingOptions>>().Any()
            ? services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout
            : silo.ResponseTimeout;
        CancelsExpiredCalls = silo.CancelRequestOnTimeout;
        var period = Math.Clamp(Math.Min(silo.ResponseTimeout.TotalMilliseconds, client.TotalMilliseconds) / 4, 10, 250);
        SweepPeriod = TimeSpan.FromMilliseconds(period);
        _grainLimit = LimitOf(silo.ResponseTimeout);
        _clientLimit = LimitOf(client);
        Clock = new Clock(Time);
        IncomingFilters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        OutgoingFilters = [.. services.GetServices<IOutgoingGrainCallFilter>()];
        Catalog = new Catalog(this, services.GetServices<GrainManifest>());
        Sweeper = new Sweeper(this);
    }

    public IServiceProvider Services { get; }

    public IGrainFactory Factory { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public GrainCollectionOptions Collection { get; }

    public TimeSpan SweepPeriod { get; }

    public bool CancelsExpiredCalls { get; }

    public Clock Clock { get; }

    public Sweeper Sweeper { get; }

    public Catalog Catalog { get; }

    public IIncomingGrainCallFilter[] IncomingFilters { get; }

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; }

    /// <summary>True once no grain can be activated any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Checks a call at the door and sets its time limit.</summary>
    /// <returns>False when the call was settled at once.</returns>
    public bool Admit(GrainCall call)
    {
        call.Sender = Activation.Current;
        if (_stopping && call.Sender is null)
        {
            call.SettleWith(Unavailable());
            return false;
        }

        var token = call.Token;
        if (token.CanBeCanceled)
        {
            if (token.IsCancellationRequested)
            {
                call.SettleWith(new OperationCanceledException(token));
                return false;
            }

            CallCancellation.Attach(call, token);
        }

        if ((call.Options & CallOptions.OneWay) == 0)
        {
            var limit = call.TimeLimit is { } own ? LimitOf(own)
                : call.Sender is null ? _clientLimit
                : _grainLimit;
            call.Deadline = limit == long.MaxValue ? limit : Clock.Now + limit;
        }

        return true;
    }

    public static TimeoutException TimedOut(GrainCall call, Activation activation) => new(
        $"{call.GetInterfaceName()}.{call.GetMethodName()} of grain {activation.GrainId} gave no response within its time limit.");

    public static SiloUnavailableException Unavailable() => new("The engine is stopping and takes no more calls.");

    /// <summary>
    /// Takes no more calls from outside, lets running turns end, and gives every activation its OnDeactivateAsync.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The engine is stopping.");

        // Grains may call others while they end, so a second look may find new ones. Before it no activation begins any more, but one
        // that was just beginning may have escaped it, and one that is closed takes a moment to leave the directory: looks go on until
        // there is none.
        for (var pass = 0; pass < 2 || !cancellationToken.IsCancellationRequested; pass++)
        {
            IsClosed = pass > 0;
            Task[] ending = [.. Catalog.Classes.SelectMany(grains => grains.Activations).Select(activation =>
            {
                activation.Deactivate(reason);
                return activation.Deactivated;
            })];
            if (IsClosed && ending.Length == 0)
            {
                return;
            }

            await Task.WhenAll(ending).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        }

        foreach (var activation in Catalog.Classes.SelectMany(grains => grains.Activations))
        {
            Logger.LogWarning("The time to stop ran out while grain {Grain} was still at work.", activation.GrainId);
            activation.TryEnqueue(new Instruction(static self => self.GiveUp()));
        }
    }

    public void Dispose() => Sweeper.Dispose();

    // The clock lags by up to one sweep; adding that keeps a limit from ending early.
    private long LimitOf(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan || limit == TimeSpan.MaxValue
        ? long.MaxValue
        : (long)(limit.TotalMilliseconds + SweepPeriod.TotalMilliseconds);
}
