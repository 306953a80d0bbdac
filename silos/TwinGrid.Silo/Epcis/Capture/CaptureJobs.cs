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
internal readonly record struct WaitingCapture(string Id, CapturedDocument? Document);

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
        await _waiting.Writer.WriteAsync(new WaitingCapture(id, document), CancellationToken.None);
        return id;
    }

    /// <summary>A job; null where there is none.</summary>
    public async Task<CaptureJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.Documents.FindAsync(Jobs, id, cancellationToken) is { } json ? CaptureJob.Parse(json) : null;

    /// <summary>Jobs in the order in which they were accepted.</summary>
    public async Task<IReadOnlyList<CaptureJob>> ListAsync(string? after, int count, CancellationToken cancellationToken) =>
        [.. (await store.Documents.ListAsync(Jobs, after, count, cancellationToken)).Select(document => CaptureJob.Parse(document.Json))];

    /// <summary>
    /// Ids of jobs that were accepted before a restart and have no outcome. Asked before new ones are accepted: a document without a
    /// job was never accepted, and is dropped.
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
            else
            {
                await store.Documents.DeleteAsync(Bodies, body.Key, cancellationToken);
            }
        }

        return unfinished;
    }

    /// <summary>Puts a job in line that was accepted before a restart.</summary>
    public ValueTask ResumeAsync(string id, CancellationToken cancellationToken) => _waiting.Writer.WriteAsync(new WaitingCapture(id, null), cancellationToken);

    /// <summary>Does a job.</summary>
    public async Task RunAsync(WaitingCapture waiting, CancellationToken cancellationToken)
    {
        CaptureJob? job = await FindAsync(waiting.Id, cancellationToken);
        if (job is { Running: true } && await store.Documents.FindAsync(Bodies, waiting.Id, cancellationToken) is { } body)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(body);
            CapturedDocument document = waiting.Document ?? EpcisReader.ReadDocument(utf8);
            ImmutableArray<CaptureError> errors = await CaptureAsync(document, job.CaptureErrorBehaviour == "rollback", cancellationToken);
            if (errors.IsEmpty || job.CaptureErrorBehaviour == "proceed")
            {
                await master.TakeAsync(utf8, cancellationToken);
            }

            job = job with { Running = false, Success = errors.IsEmpty, Errors = errors, FinishedAt = time.GetUtcNow() };
            await store.Documents.PutAsync(Jobs, [new StoredDocument(job.CaptureId, job.ToJson())], cancellationToken);
        }

        await store.Documents.DeleteAsync(Bodies, waiting.Id, cancellationToken);
    }

    private async Task<ImmutableArray<CaptureError>> CaptureAsync(CapturedDocument document, bool isAtomic, CancellationToken cancellationToken)
    {
        var errors = ImmutableArray.CreateBuilder<CaptureError>();
        foreach (CapturedEvent captured in document.Events)
        {
            if (captured.Fault is { } fault)
            {
                errors.Add(new CaptureError("epcisException:ValidationException", "EPCIS validation exception", fault.Message, fault.Place, fault.Expected, fault.Found));
            }
        }

        if (isAtomic && errors.Count > 0)
        {
            return errors.ToImmutable();
        }

        CapturedEvent[] sound = [.. document.Events.Where(captured => captured.Event is not null)];
        IReadOnlyList<AppendOutcome> outcomes = await store.Events.AppendAsync([.. sound.Select(captured => captured.Event!)], isAtomic, cancellationToken);
        for (int i = 0; i < sound.Length; i++)
        {
            if (outcomes[i] == AppendOutcome.Conflicting)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"/epcisBody/eventList/{sound[i].Index}/eventID");
                var conflict = new EpcisException(place, "an id that no other event has", sound[i].Event!.Id);
                errors.Add(new CaptureError(
                    "epcisException:ResourceAlreadyExistsException", "A resource with the provided identifier already exists.", conflict.Message, place, conflict.Expected, conflict.Found));
            }
        }

        return errors.ToImmutable();
    }
}
