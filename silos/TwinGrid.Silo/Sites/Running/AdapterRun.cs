using Microsoft.Extensions.Logging;
using TwinGrid.Adapters;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>How far an adapter of a site has come.</summary>
public enum AdapterStage
{
    /// <summary>It is kept connected.</summary>
    Running,

    /// <summary>It told everything that it had.</summary>
    Ended,

    /// <summary>It can't be run as its entry is.</summary>
    Unusable,
}

/// <summary>One adapter of a site while it runs.</summary>
internal sealed class AdapterRun : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly SiteSession _session;
    private readonly ILogger _log;
    private readonly Task _running;

    /// <summary>Begins to run an adapter.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="identity">What must not change while it runs: its entry and that of its reader.</param>
    /// <param name="session">Takes its observations in.</param>
    /// <param name="open">Opens its source.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of what goes wrong.</param>
    public AdapterRun(SiteAdapter adapter, string identity, SiteSession session, Func<IObservationSource> open, TimeProvider time, ILogger log)
    {
        (Adapter, Identity, _session, _log) = (adapter, identity, session, log);
        _running = Task.Run(() => RunAsync(open, time));
    }

    /// <summary>The adapter.</summary>
    public SiteAdapter Adapter { get; }

    /// <summary>What must not change while it runs.</summary>
    public string Identity { get; }

    /// <summary>Completes when it has ended or was stopped; never fails.</summary>
    public Task Ended => _running;

    /// <summary>How far it has come.</summary>
    public AdapterStage Stage { get; private set; }

    /// <summary>Stops it behind the batch that it is at; what was accepted is durable in its twins on return, or in the journal where they refuse.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _running;
        try
        {
            await _session.CheckpointAsync();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _log.LogWarning(fault, "Adapter {Adapter} could not make its twins durable; the journal holds what they lack", Adapter.Name);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private async Task RunAsync(Func<IObservationSource> open, TimeProvider time)
    {
        try
        {
            IObservationSource source = open();
            using var recorded = source as IDisposable;
            if (Adapter.Setting.Ends)
            {
                await _session.PlayAsync(source, time, _end.Token);
                Stage = AdapterStage.Ended;
            }
            else
            {
                await _session.SuperviseAsync(source, time, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Stopped, as told.
        }
        catch (Exception fault)
        {
            Stage = AdapterStage.Unusable;
            _log.LogError(fault, "Adapter {Adapter} can't be run: {Fault}", Adapter.Name, fault.Message);
        }
    }
}
