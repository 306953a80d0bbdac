using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Writing;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Reading;

/// <summary>Captured events over a database.</summary>
internal sealed class EventStore(Dialect dialect, NameCache cache, GroupWriter writer, TimeProvider time) : IEventStore
{
    private const int PageSize = 256;

    private readonly QueryReader _queries = new(dialect, cache);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<EpcisEvent> events, bool isAtomic, CancellationToken cancellationToken)
    {
        NameLengths.Check(events);
        return events.Count == 0 ? [] : await writer.WriteAsync(new EventAppend(events, isAtomic), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StoredEvent?> FindAsync(string eventId, CancellationToken cancellationToken) =>
        FindAsync(eventId, "ORDER BY e.is_error DESC LIMIT 1", cancellationToken);

    /// <inheritdoc/>
    public Task<StoredEvent?> FindOriginalAsync(string eventId, CancellationToken cancellationToken) =>
        FindAsync(eventId, "AND e.is_error = 0", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, EventCursor? after, CancellationToken cancellationToken) =>
        _queries.RunAsync(query, after, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> AfterAsync(long sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool hasMore = true;
        while (hasMore)
        {
            IReadOnlyList<(StoredEvent Stored, bool)> page = await dialect.ReadAsync(
                (connection, token) => new EventPage(dialect, cache).ReadAsync(
                    connection,
                    connection.Command(
                        $"SELECT {EventPage.Columns} FROM events e WHERE e.seq > @seq ORDER BY e.seq LIMIT @count",
                        ("@seq", sequence),
                        ("@count", (long)PageSize)),
                    token),
                cancellationToken);
            foreach ((StoredEvent stored, _) in page)
            {
                sequence = stored.Sequence;
                yield return stored;
            }

            hasMore = page.Count == PageSize;
        }
    }

    /// <inheritdoc/>
    public Task<long> LastAsync(CancellationToken cancellationToken) => dialect.ReadAsync(
        async (connection, token) => (await connection.Command("SELECT max(seq) FROM events").ListAsync(reader => reader.Number(0) ?? 0, token))[0],
        cancellationToken);

    /// <inheritdoc/>
    public Task WaitAfterAsync(long sequence, CancellationToken cancellationToken) =>
        writer.Events.WaitAsync(sequence, LastAsync, time, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ValuesAsync(EventField field, string? after, int count, CancellationToken cancellationToken)
    {
        if (field == EventField.EventId)
        {
            throw new ArgumentOutOfRangeException(nameof(field), field, "expected a field whose values are listed; ids of events are as many as events");
        }

        return await TextsAsync("value", "field_values WHERE field = @field", after, count, cancellationToken, ("@field", (long)field));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> EpcsAsync(string? after, int count, CancellationToken cancellationToken) =>
        TextsAsync("text", "names WHERE is_epc = 1", after, count, cancellationToken);

    private Task<IReadOnlyList<string>> TextsAsync(
        string column, string source, string? after, int count, CancellationToken cancellationToken, params (string, object)[] parameters)
    {
        var statement = new StringBuilder($"SELECT {column} FROM {source}");
        var all = new List<(string, object)>(parameters) { ("@count", (long)count) };
        if (after is not null)
        {
            statement.Append($" AND {column} > @after");
            all.Add(("@after", after));
        }

        statement.Append($" ORDER BY {column} LIMIT @count");
        return dialect.ReadAsync<IReadOnlyList<string>>(
            async (connection, token) => await connection.Command(statement.ToString(), [.. all]).ListAsync(reader => reader.GetString(0), token),
            cancellationToken);
    }

    private Task<StoredEvent?> FindAsync(string eventId, string choice, CancellationToken cancellationToken) => dialect.ReadAsync<StoredEvent?>(
        async (connection, token) =>
        {
            byte[] code = EventIdCode.Encode(eventId);
            DbCommand command = connection.Command(
                $"SELECT {EventPage.Columns} FROM events e WHERE e.id_hash = @hash AND e.event_id = @id {choice}",
                ("@hash", EventIdCode.HashOf(code)),
                ("@id", code));
            IReadOnlyList<(StoredEvent Stored, bool)> found = await new EventPage(dialect, cache).ReadAsync(connection, command, token);
            return found.Count == 0 ? null : found[0].Stored;
        },
        cancellationToken);
}
