using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Store;

namespace TwinGrid.Silo.Epcis.Capture;

/// <summary>Does capture jobs, a few at a time, those from before a restart too.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where faults of our own are told.</param>
internal sealed partial class CaptureWorker(CaptureJobs jobs, EpcisSettings settings, TimeProvider time, ILogger<CaptureWorker> log) : BackgroundService
{
    private IReadOnlyList<string> _unfinished = [];

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _unfinished = await jobs.UnfinishedAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IEnumerable<Task> workers = Enumerable.Range(0, settings.CaptureWorkers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken));
        return Task.WhenAll([Task.Run(() => ResumeAsync(stoppingToken), stoppingToken), .. workers]);
    }

    private async Task ResumeAsync(CancellationToken stoppingToken)
    {
        foreach (string id in _unfinished)
        {
            await jobs.ResumeAsync(id, stoppingToken);
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (WaitingCapture waiting in jobs.Waiting.ReadAllAsync(stoppingToken))
        {
            TimeSpan pause = settings.RetryFrom;
            int failures = 0;
            while (await TryAsync(waiting, stoppingToken) is { } fault)
            {
                failures += IsTransient(fault) ? 0 : 1;
                if (failures >= settings.CaptureAttempts && await TryGiveUpAsync(waiting.Id, fault, stoppingToken))
                {
                    break;
                }

                await Task.Delay(pause, time, stoppingToken);
                pause = pause * 2 < settings.RetryUpTo ? pause * 2 : settings.RetryUpTo;
            }
        }
    }

    /// <summary>
    /// Does a job; answers what failed, null for nothing. A store that is away is asked however often it takes. Any other fault is the
    /// job's own when it stays: the job ends with it, and those behind it go on.
    /// </summary>
    private async Task<Exception?> TryAsync(WaitingCapture waiting, CancellationToken stoppingToken)
    {
        try
        {
            await jobs.RunAsync(waiting, stoppingToken);
            return null;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(log, fault, waiting.Id);
            return fault;
        }
    }

    /// <summary>Ends a job with a fault; false when the store does not take even that, so that the store is what is wrong.</summary>
    private async Task<bool> TryGiveUpAsync(string id, Exception reason, CancellationToken stoppingToken)
    {
        try
        {
            await jobs.GiveUpAsync(id, reason.Message.ReplaceLineEndings(" "), stoppingToken);
            return true;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(log, fault, id);
            return false;
        }
    }

    private static bool IsTransient(Exception fault) =>
        (fault as TraceStoreException)?.InnerException is { } cause ? IsTransient(cause) : fault is DbException { IsTransient: true } or IOException or TimeoutException;

    [LoggerMessage(Level = LogLevel.Error, Message = "capture job {Id} failed and is tried again")]
    private static partial void Failed(ILogger log, Exception fault, string id);
}
