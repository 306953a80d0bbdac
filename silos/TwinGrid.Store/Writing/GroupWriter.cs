using System.Data.Common;
using System.Threading.Channels;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Writing;

/// <summary>
/// The one writer of a store. Takes whatever has gathered in its bounded queue, writes it in one transaction, and only after the
/// commit tells each caller: one wait for the disk serves a whole group. A group that fails is written again one by one, so that
/// only those fail who are at fault.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    /// <summary>Jobs that may wait; callers beyond them wait to be taken on.</summary>
    private const int QueueSize = 256;

    /// <summary>Rows, roughly, after which a group is closed.</summary>
    private const int GroupWeight = 16_384;

    private const int FieldValuesKnown = 16_384;

    /// <summary>How long nothing has to come before the database settles.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Channel<WriteJob> _queue = Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private readonly GenerationCache<FieldValueRow, bool> _fieldValues = new(FieldValuesKnown);
    private readonly Dialect _dialect;
    private readonly NameCache _names;
    private readonly TimeProvider _time;
    private readonly Task _run;
    private DbConnection? _writer;
    private bool _isUnsettled;

    /// <summary>Starts writing.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="writer">A connection that may write; the writer's own from now on.</param>
    /// <param name="names">Numbers of names.</param>
    /// <param name="time">Where record times come from.</param>
    public GroupWriter(Dialect dialect, DbConnection writer, NameCache names, TimeProvider time)
    {
        (_dialect, _writer, _names, _time) = (dialect, writer, names, time);
        _run = Task.Run(RunAsync);
    }

    /// <summary>Told of commits with events.</summary>
    public Arrivals Events { get; } = new();

    /// <summary>Told of commits with facts.</summary>
    public Arrivals Facts { get; } = new();

    /// <summary>Has a job written.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the wait; a job that was taken on is written all the same.</param>
    /// <returns>Its answer, once durable.</returns>
    public async Task<TAnswer> WriteAsync<TAnswer>(WriteJob<TAnswer> job, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(job, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(_dialect.Name);
        }

        return await job.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what was taken on, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _run;
        await CloseAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<WriteJob>();
        while (await HasMoreAsync())
        {
            int weight = 0;
            while (weight < GroupWeight && _queue.Reader.TryRead(out WriteJob? job))
            {
                group.Add(job);
                weight += Math.Max(1, job.Weight);
            }

            await WriteAsync(group);
            group.Clear();
        }
    }

    private async Task<bool> HasMoreAsync()
    {
        Task<bool> arrival = _queue.Reader.WaitToReadAsync().AsTask();
        if (_isUnsettled && !arrival.IsCompleted)
        {
            using var end = new CancellationTokenSource();
            Task quiet = Task.Delay(Quiet, _time, end.Token);
            if (await Task.WhenAny(arrival, quiet) == quiet)
            {
                await SettleAsync();
            }

            await end.CancelAsync();
        }

        return await arrival;
    }

    private async Task SettleAsync()
    {
        _isUnsettled = false;
        try
        {
            await (_writer is { } writer ? _dialect.SettleAsync(writer) : Task.CompletedTask);
        }
        catch (DbException)
        {
            // Everything is durable as it is; the next commit that is followed by quiet tries again.
        }
    }

    private async Task WriteAsync(List<WriteJob> group)
    {
        Exception? failure = await TryCommitAsync(group);
        if (failure is null)
        {
            return;
        }

        if (group.Count == 1)
        {
            group[0].Fail(new TraceStoreException($"{_dialect.Name}: nothing of this was written: {failure.Message}", failure));
            return;
        }

        foreach (WriteJob job in group)
        {
            await WriteAsync([job]);
        }
    }

    private async Task<Exception?> TryCommitAsync(List<WriteJob> group)
    {
        try
        {
            await CommitAsync(group);
            _isUnsettled = true;
            return null;
        }
        catch (Exception exception)
        {
            // The connection may be what broke; the next group gets a new one.
            await CloseAsync();
            return exception;
        }
    }

    private async Task CommitAsync(List<WriteJob> group)
    {
        DbConnection writer = _writer ??= await _dialect.OpenWriterAsync(CancellationToken.None);
        var events = new EventWriting(_dialect, writer, _names, _fieldValues);
        bool hasEvents = false, hasFacts = false;
        await using (DbTransaction transaction = await _dialect.BeginAsync(writer, CancellationToken.None))
        {
            EventAppend[] eventAppends = [.. group.OfType<EventAppend>()];
            FactAppend[] factAppends = [.. group.OfType<FactAppend>()];
            if (eventAppends.Length + factAppends.Length > 0)
            {
                Heads heads = await Heads.ReadAsync(writer, _time, CancellationToken.None);
                hasEvents = eventAppends.Length > 0 && await events.WriteAsync(eventAppends, heads, CancellationToken.None);
                hasFacts = factAppends.Length > 0 && await new FactWriting(_dialect, writer).WriteAsync(factAppends, heads, CancellationToken.None);
            }

            foreach (DocumentChange change in group.OfType<DocumentChange>())
            {
                await new DocumentWriting(_dialect, writer).WriteAsync(change, CancellationToken.None);
            }

            await transaction.CommitAsync(CancellationToken.None);
        }

        events.Publish();
        foreach (WriteJob job in group)
        {
            job.Succeed();
        }

        if (hasEvents)
        {
            Events.Tell();
        }

        if (hasFacts)
        {
            Facts.Tell();
        }
    }

    private async Task CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await _dialect.CloseWriterAsync(writer);
        }
    }
}
