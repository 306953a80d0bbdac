using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
            while (!await TryAsync(waiting, stoppingToken))
            {
                await Task.Delay(pause, time, stoppingToken);
                pause = pause * 2 < settings.RetryUpTo ? pause * 2 : settings.RetryUpTo;
            }
        }
    }

    /// <summary>A job that was accepted is done, however often the store has to be asked.</summary>
    private async Task<bool> TryAsync(WaitingCapture waiting, CancellationToken stoppingToken)
    {
        try
        {
            await jobs.RunAsync(waiting, stoppingToken);
            return true;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(log, fault, waiting.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "capture job {Id} failed and is tried again")]
    private static partial void Failed(ILogger log, Exception fault, string id);
}
