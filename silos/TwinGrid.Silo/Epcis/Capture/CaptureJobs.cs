using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Store;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Capture;

/// <summary>A job that waits, with its document when that is still in memory.</summary>
/// <param name="Id">Id of the job.</param>
/// <param name="Document">The document read; null to read it from the store.</param>
/// <param name="Utf8">The document as it came; empty to read it from the store.</param>
internal readonly record struct WaitingCapture(string Id, CapturedDocument? Document, ReadOnlyMemory<byte> Utf8);

/// <summary>
/// Capture jobs. A document is kept before the capture is accepted, and dropped in favour of the job's outcome when it has ended; so
/// a job without outcome is one to go on with after a restart, and capturing again what is there already changes nothing.
/// </summary>
/// <param name="store">Where jobs and events are kept.</param>
/// <param name="master">Where master data is kept.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="time">The clock.</param>
internal sealed class CaptureJobs(ITraceStore store, MasterDataStore master, EpcisSettings settings, TimeProvider time)
{
    private const string Jobs = "epcis-capture-jobs";
    private const string Bodies = "epcis-capture-bodies";
    private static readonly TimeSpan Youth = TimeSpan.FromHours(1);
    private readonly Channel<WaitingCapture> _waiting = Channel.CreateBounded<WaitingCapture>(settings.CaptureQueue);

    /// <summary>Jobs to be done.</summary>
    public ChannelReader<WaitingCapture> Waiting => _waiting.Reader;

    /// <summary>Accepts a document that has been read; durable on return.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="document">The document read.</param>
    /// <param name="behaviour">rollback or proceed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the job.</returns>
    public async Task<string> AcceptAsync(ReadOnlyMemory<byte> utf8, CapturedDocument document, string behaviour, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks:x16}-{Guid.NewGuid():n}");
        var job = new CaptureJob { CaptureId = id, CreatedAt = now, CaptureErrorBehaviour = behaviour };

        // The document first: one without a job was never accepted, a job without its document could not be done.
        await store.Documents.PutAsync(Bodies, [new StoredDocument(id, Encoding.UTF8.GetString(utf8.Span))], cancellationToken);
        await store.Documents.PutAsync(Jobs, [new StoredDocument(id, job.ToJson())], CancellationToken.None);
        await _waiting.Writer.WriteAsync(new WaitingCapture(id, document, utf8), CancellationToken.None);
        return id;
    }

    /// <summary>A job; null where there is none.</summary>
    public async Task<CaptureJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.Documents.FindAsync(Jobs, id, cancellationToken) is { } json ? CaptureJob.Parse(json) : null;

    /// <summary>Jobs in the order in which they were accepted.</summary>
    public async Task<IReadOnlyList<CaptureJob>> ListAsync(string? after, int count, CancellationToken cancellationToken) =>
        [.. (await store.Documents.ListAsync(Jobs, after, count, cancellationToken)).Select(document => CaptureJob.Parse(document.Json))];

    /// <summary>
    /// Ids of jobs that were accepted before a restart and have no outcome. A document without a job was never accepted, and is dropped
    /// once it is old: of a young one another silo on the same store may be about to write the job.
    /// </summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var unfinished = new List<string>();
        string? after = null;
        while (await store.Documents.ListAsync(Bodies, after, 1, cancellationToken) is [var body])
        {
            after = body.Key;
            if (await FindAsync(body.Key, cancellationToken) is { Running: true })
            {
                unfinished.Add(body.Key);
            }
            else if (!IsYoung(body.Key))
            {
                await store.Documents.DeleteAsync(Bodies, body.Key, cancellationToken);
            }
        }

        return unfinished;
    }

    /// <summary>Puts a job in line that was accepted before a restart.</summary>
    public ValueTask ResumeAsync(string id, CancellationToken cancellationToken) => _waiting.Writer.WriteAsync(new WaitingCapture(id, null, default), cancellationToken);

    /// <summary>Does a job.</summary>
    public async Task RunAsync(WaitingCapture waiting, CancellationToken cancellationToken)
    {
        CaptureJob? job = await FindAsync(waiting.Id, cancellationToken);
        if (job is { Running: true } && await DocumentAsync(waiting, cancellationToken) is { } read)
        {
            (CapturedDocument document, ReadOnlyMemory<byte> utf8) = read;
            ImmutableArray<CaptureError> errors = await CaptureAsync(document, job.CaptureErrorBehaviour == "rollback", cancellationToken);
            if (errors.IsEmpty || job.CaptureErrorBehaviour == "proceed")
            {
                await master.TakeAsync(utf8, cancellationToken);
            }

            await EndAsync(job, errors, cancellationToken);
        }

        await store.Documents.DeleteAsync(Bodies, waiting.Id, cancellationToken);
    }

    /// <summary>Ends a job that can't be done: the store takes its outcome but not its events.</summary>
    /// <param name="id">Id of the job.</param>
    /// <param name="reason">What went wrong, in one line.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task GiveUpAsync(string id, string reason, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { Running: true } job)
        {
            var error = new CaptureError(CaptureError.Implementation, "A server-side error occurred", reason, "", "events that can be stored", reason);
            await EndAsync(job, [error], cancellationToken);
        }

        await store.Documents.DeleteAsync(Bodies, id, cancellationToken);
    }

    private Task EndAsync(CaptureJob job, ImmutableArray<CaptureError> errors, CancellationToken cancellationToken)
    {
        job = job with { Running = false, Success = errors.IsEmpty, Errors = errors, FinishedAt = time.GetUtcNow() };
        return store.Documents.PutAsync(Jobs, [new StoredDocument(job.CaptureId, job.ToJson())], cancellationToken);
    }

    private async Task<(CapturedDocument Document, ReadOnlyMemory<byte> Utf8)?> DocumentAsync(WaitingCapture waiting, CancellationToken cancellationToken)
    {
        if (waiting.Document is { } known)
        {
            return (known, waiting.Utf8);
        }

        if (await store.Documents.FindAsync(Bodies, waiting.Id, cancellationToken) is not { } body)
        {
            return null;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(body);
        return (EpcisReader.ReadDocument(utf8), utf8);
    }

    /// <summary>Whether a document was put less than an hour ago, by the time that its id begins with.</summary>
    private bool IsYoung(string id) =>
        long.TryParse(id.AsSpan(0, Math.Max(0, id.IndexOf('-', StringComparison.Ordinal))), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long ticks)
        && ticks > (time.GetUtcNow() - Youth).UtcTicks;

    private async Task<ImmutableArray<CaptureError>> CaptureAsync(CapturedDocument document, bool isAtomic, CancellationToken cancellationToken)
    {
        var errors = ImmutableArray.CreateBuilder<CaptureError>();
        foreach (CapturedEvent captured in document.Events)
        {
            if ((captured.Fault ?? TwinEvents.FaultOf(captured.Event!, captured.Place)) is { } fault)
            {
                errors.Add(new CaptureError("epcisException:ValidationException", "EPCIS validation exception", fault.Message, fault.Place, fault.Expected, fault.Found));
            }
        }

        if (isAtomic && errors.Count > 0)
        {
            return errors.ToImmutable();
        }

        CapturedEvent[] sound = [.. document.Events.Where(captured => captured.Event is { } happening && !TwinEvents.IsOwn(happening))];
        IReadOnlyList<AppendOutcome> outcomes = await store.Events.AppendAsync([.. sound.Select(captured => captured.Event!)], isAtomic, cancellationToken);
        for (int i = 0; i < sound.Length; i++)
        {
            if (outcomes[i] == AppendOutcome.Conflicting)
            {
                string place = sound[i].Place + "/eventID";
                var conflict = new EpcisException(place, "an id that no other event has", sound[i].Event!.Id);
                errors.Add(new CaptureError(
                    "epcisException:ResourceAlreadyExistsException", "A resource with the provided identifier already exists.", conflict.Message, place, conflict.Expected, conflict.Found));
            }
        }

        return errors.ToImmutable();
    }
}
