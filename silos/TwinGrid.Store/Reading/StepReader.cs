using System.Data.Common;
using System.Runtime.CompilerServices;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Reading;

/// <summary>Steps from their own table, which is in the order of EPC, time and sequence; those of whole events from the events.</summary>
internal sealed class StepReader(Dialect dialect, NameCache cache) : IEventSteps
{
    private const int PageSize = 1024;

    private const string Columns =
        "epc, role, seq, event_id, time, record_time, kind, action, parent, biz_step, disposition, read_point, biz_location, withdrawn";

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventStep>> OfAsync(string epc, CancellationToken cancellationToken) =>
        StepsAsync("epc", "time, seq, ordinal", epc, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventStep>> InsideAsync(string parent, CancellationToken cancellationToken) =>
        StepsAsync("parent", "time, seq, ordinal", parent, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventStep>> OfEventAsync(long sequence, CancellationToken cancellationToken) =>
        OfEventsAsync("e.seq = @seq", [("@seq", sequence)], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EventStep>> AtAsync(string place, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        IReadOnlyList<long> numbers = await NumberAsync(place, cancellationToken);
        return numbers.Count == 0
            ? []
            : await OfEventsAsync(
                """
                e.seq IN (SELECT r.seq FROM events r WHERE r.read_point = @place AND r.time >= @from AND r.time < @until
                    UNION SELECT b.seq FROM events b WHERE b.biz_location = @place AND b.time >= @from AND b.time < @until)
                """,
                [("@place", numbers[0]), ("@from", from.UtcTicks), ("@until", until.UtcTicks)],
                cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> LastSeenAtAsync(string bizLocation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<long> numbers = await NumberAsync(bizLocation, cancellationToken);
        long after = 0;
        bool hasMore = numbers.Count > 0;
        while (hasMore)
        {
            List<(long Id, string Text)> page = await dialect.ReadAsync(
                (connection, token) => connection
                    .Command(
                        "SELECT p.epc, n.text FROM places p JOIN names n ON n.id = p.epc WHERE p.place = @place AND p.epc > @after ORDER BY p.epc LIMIT @count",
                        ("@place", numbers[0]),
                        ("@after", after),
                        ("@count", (long)PageSize))
                    .ListAsync(reader => (reader.GetInt64(0), reader.GetString(1)), token),
                cancellationToken);
            foreach ((long id, string text) in page)
            {
                after = id;
                yield return text;
            }

            hasMore = page.Count == PageSize;
        }
    }

    private Task<IReadOnlyList<long>> NumberAsync(string name, CancellationToken cancellationToken) =>
        dialect.ReadAsync((connection, token) => NameTexts.NumbersAsync(dialect, connection, cache, [name], token), cancellationToken);

    private Task<IReadOnlyList<EventStep>> StepsAsync(string column, string order, string name, CancellationToken cancellationToken) =>
        dialect.ReadAsync<IReadOnlyList<EventStep>>(
            async (connection, token) =>
            {
                IReadOnlyList<long> numbers = await NameTexts.NumbersAsync(dialect, connection, cache, [name], token);
                if (numbers.Count == 0)
                {
                    return [];
                }

                List<RawStep> rows = await connection
                    .Command($"SELECT {Columns} FROM steps WHERE {column} = @number ORDER BY {order}", ("@number", numbers[0]))
                    .ListAsync(RawStep.Read, token);
                var names = new NameTexts(dialect, cache);
                foreach (RawStep row in rows)
                {
                    row.Want(names);
                }

                await names.ResolveAsync(connection, token);
                return rows.ConvertAll(row => row.Build(names));
            },
            cancellationToken);

    private Task<IReadOnlyList<EventStep>> OfEventsAsync(string condition, (string, object)[] parameters, CancellationToken cancellationToken) =>
        dialect.ReadAsync<IReadOnlyList<EventStep>>(
            async (connection, token) =>
            {
                DbCommand command = connection.Command($"SELECT {EventPage.ColumnsWithoutBody} FROM events e WHERE {condition} ORDER BY e.time, e.seq", parameters);
                IReadOnlyList<(StoredEvent Stored, bool IsWithdrawn)> page = await new EventPage(dialect, cache).ReadAsync(connection, command, token);
                return [.. page.SelectMany(row => EventSteps.Of(row.Stored, row.IsWithdrawn))];
            },
            cancellationToken);

    /// <summary>A row as it comes from the database.</summary>
    private readonly record struct RawStep(
        long Epc, EpcRole Role, long Sequence, byte[] EventId, long Time, long RecordTime, long Kind, long? Action, long? Inside, long? BizStep,
        long? Disposition, long? ReadPoint, long? BizLocation, bool IsWithdrawn)
    {
        private long? Parent => Role == EpcRole.Parent ? Epc : Inside;

        public static RawStep Read(DbDataReader reader) => new(
            reader.GetInt64(0), (EpcRole)reader.GetInt64(1), reader.GetInt64(2), reader.Bytes(3)!, reader.GetInt64(4), reader.GetInt64(5),
            reader.GetInt64(6), reader.Number(7), reader.Number(8), reader.Number(9), reader.Number(10), reader.Number(11), reader.Number(12),
            reader.GetInt64(13) != 0);

        public void Want(NameTexts names)
        {
            names.Want(Epc);
            names.Want(Inside);
            names.Want(BizStep);
            names.Want(Disposition);
            names.Want(ReadPoint);
            names.Want(BizLocation);
        }

        public EventStep Build(NameTexts names) => new(
            names.Of(Epc),
            Role,
            Sequence,
            EventIdCode.Decode(EventId),
            Sql.Moment(Time),
            Sql.Moment(RecordTime),
            (EventKind)Kind,
            (EventAction?)Action,
            names.Of(Parent),
            names.Of(BizStep),
            names.Of(Disposition),
            names.Of(ReadPoint),
            names.Of(BizLocation),
            IsWithdrawn);
    }
}
