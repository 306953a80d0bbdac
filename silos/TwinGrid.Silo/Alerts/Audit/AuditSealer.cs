using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Audit;

/// <summary>
/// Seals the head of the log every so often, and once more when everything else has stopped. Before it seals it verifies what came
/// since the last seal: a log that doesn't meet its seals is not sealed over.
/// </summary>
internal sealed class AuditSealer(ITraceStore store, SiloSettings settings, TimeProvider time, ILogger<AuditSealer> log) : BackgroundService, IHostedLifecycleService
{
    private readonly string _file = Path.Combine(settings.DataFolder, SealFile.Name);
    private readonly byte[] _key = SealFile.ReadKey(settings.Alerts.AuditKeyFile);
    private FactAnchor? _sealed;
    private bool _isBroken;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => SealAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Persistent.TryAsync(() => SealAsync(stoppingToken), log, time, stoppingToken);
                await Task.Delay(settings.Alerts.SealEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last seal is written when all have stopped.
        }
    }

    private async Task<bool> SealAsync(CancellationToken cancellationToken)
    {
        if (_isBroken)
        {
            return false;
        }

        _sealed ??= SealFile.Read(_file) is { Count: > 0 } seals ? seals[^1].Head : FactAnchor.Beginning;
        FactAnchor before = _sealed.Value;
        // The sealed record itself is read once more: its hash must still be the one that was sealed.
        LoggedFact? last = before.Sequence == 0 ? null : await store.Facts.AtAsync(before.Sequence, cancellationToken);
        FactVerification found = await FactChain.VerifyAsync(store.Facts.AfterAsync(before.Sequence, cancellationToken), before, [], cancellationToken);
        if (found.Break is not null || (before.Sequence > 0 && last?.Hash != before.Hash))
        {
            _isBroken = true;
            log.LogCritical(
                "audit: the log no longer meets its last seal at record {Sequence}: {Reason}; no seal is written until this is looked into (twingrid audit verify)",
                before.Sequence,
                found.Break?.ToString() ?? "the sealed record is gone or altered");
            return false;
        }

        if (found.Count > 0)
        {
            SealFile.Append(_file, AuditSeal.Of(found.Head, time.GetUtcNow(), _key));
            _sealed = found.Head;
        }

        return true;
    }
}
