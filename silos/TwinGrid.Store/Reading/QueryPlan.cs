using System.Collections.Immutable;
using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Reading;

/// <summary>
/// How a query is narrowed. By what it mentions: the steps of those EPCs give the keys of a page. Otherwise by the field that tells
/// most — id, transformation, place, step — or by time alone; the other fields are tested on the row, before the event's
/// JSON is read.
/// </summary>
internal sealed class QueryPlan
{
    /// <summary>Columns of names, those that tell most first. Dispositions and types are few: an index of them would not pay.</summary>
    private static readonly ImmutableArray<(EventField Field, string Column, bool HasIndex)> Columns =
    [
        (EventField.TransformationId, "e.transformation_id", true),
        (EventField.ReadPoint, "e.read_point", true),
        (EventField.BizLocation, "e.biz_location", true),
        (EventField.BizStep, "e.biz_step", true),
        (EventField.Disposition, "e.disposition", false),
        (EventField.EventType, "e.type", false),
    ];

    private readonly Dialect _dialect;
    private readonly EventQuery _query;
    private readonly Dictionary<FieldCondition, IReadOnlyList<long>> _numbers = [];
    private MentionCondition? _mention;
    private IReadOnlyList<long> _epcs = [];
    private long? _firstSequence, _endSequence;

    private QueryPlan(Dialect dialect, EventQuery query) => (_dialect, _query) = (dialect, query);

    private bool IsByRecord => _query.OrderBy == TimeField.RecordTime;

    private string Direction => _query.IsAscending ? "ASC" : "DESC";

    private string Beyond => _query.IsAscending ? ">" : "<";

    /// <summary>Plans a query: looks its names up.</summary>
    /// <returns>Null where a name that it asks for stands in no event, so that nothing can match.</returns>
    public static async Task<QueryPlan?> MakeAsync(Dialect dialect, DbConnection connection, NameCache cache, EventQuery query, CancellationToken cancellationToken)
    {
        var plan = new QueryPlan(dialect, query);
        foreach (FieldCondition condition in query.Conditions.OfType<FieldCondition>().Where(condition => IsName(condition.Field)))
        {
            IReadOnlyList<long> numbers = await NameTexts.NumbersAsync(dialect, connection, cache, condition.Values, cancellationToken);
            if (numbers.Count == 0)
            {
                return null;
            }

            plan._numbers[condition] = numbers;
        }

        plan._mention = query.Conditions.OfType<MentionCondition>().MinBy(condition => condition.Epcs.Length);
        if (plan._mention is not null)
        {
            plan._epcs = await NameTexts.NumbersAsync(dialect, connection, cache, plan._mention.Epcs, cancellationToken);
            if (plan._epcs.Count == 0)
            {
                return null;
            }
        }

        // Record times are in the order of sequences: a span of them is a span of sequences.
        foreach (TimeCondition condition in query.Conditions.OfType<TimeCondition>().Where(condition => condition.Field == TimeField.RecordTime))
        {
            if (condition.From is { } from)
            {
                plan._firstSequence = Math.Max(plan._firstSequence ?? 0, await FirstSinceAsync(connection, from, cancellationToken));
            }

            if (condition.Before is { } before)
            {
                plan._endSequence = Math.Min(plan._endSequence ?? long.MaxValue, await FirstSinceAsync(connection, before, cancellationToken));
            }
        }

        return plan;
    }

    /// <summary>The cursor behind an event.</summary>
    public EventCursor CursorOf(StoredEvent stored) => new(IsByRecord ? stored.RecordTime : stored.Event.Time, stored.Sequence);

    /// <summary>Selects time and sequence of a page's events from the steps; null where the query names no EPC or the ids of events.</summary>
    public Statement? Keys(EventCursor? after, int count)
    {
        if (_mention is null || EventIds() is not null)
        {
            return null;
        }

        var statement = new Statement { Head = "SELECT DISTINCT e.time, e.seq FROM steps e" };
        statement.Where(OneOf(statement, "e.epc", _epcs));
        statement.Where(_dialect.AnyOf("e.role", statement.Add(_dialect.ListOf([.. _mention.Roles.Select(role => (long)role)]))));
        Narrow(statement, after);
        statement.Tail = Order(statement, count);
        return statement;
    }

    /// <summary>Selects events by their sequences, in the query's order.</summary>
    public Statement RowsOf(string columns, IReadOnlyList<long> sequences)
    {
        var statement = new Statement { Head = $"SELECT {columns} FROM events e", Tail = $" ORDER BY {OrderColumns}" };
        statement.Where(_dialect.AnyOf("e.seq", statement.Add(_dialect.ListOf(sequences))));
        return statement;
    }

    /// <summary>Selects a page of events.</summary>
    public Statement Rows(string columns, EventCursor? after, int count)
    {
        var statement = new Statement { Head = $"SELECT {columns} FROM events e" };
        IReadOnlyList<byte[]>? ids = EventIds();
        if (ids is not null)
        {
            statement.Where(_dialect.AnyOf("e.id_hash", statement.Add(_dialect.ListOf([.. ids.Select(EventIdCode.HashOf)]))));
        }

        // Behind a record time, in the order of record, what is new is few: read on in sequence rather than gather and sort.
        bool isFree = ids is null && !(IsByRecord && _firstSequence is not null);
        foreach ((EventField field, string column, bool hasIndex) in Columns)
        {
            foreach (FieldCondition condition in _numbers.Keys.Where(condition => condition.Field == field))
            {
                statement.Where(OneOf(statement, isFree || !hasIndex ? column : _dialect.Unindexed(column), _numbers[condition]));
                isFree &= !hasIndex;
            }
        }

        Narrow(statement, after);
        statement.Tail = Order(statement, count);
        return statement;
    }

    private string OrderColumns => IsByRecord ? $"e.seq {Direction}" : $"e.time {Direction}, e.seq {Direction}";

    private static bool IsName(EventField field) => Columns.Any(one => one.Field == field);

    private static async Task<long> FirstSinceAsync(DbConnection connection, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        List<long> first = await connection
            .Command("SELECT first_seq FROM commits WHERE record_time >= @time ORDER BY record_time LIMIT 1", ("@time", moment.UtcTicks))
            .ListAsync(reader => reader.GetInt64(0), cancellationToken);
        return first.Count == 0 ? long.MaxValue : first[0];
    }

    private IReadOnlyList<byte[]>? EventIds() => _query.Conditions.OfType<FieldCondition>().FirstOrDefault(condition => condition.Field == EventField.EventId) is { } named
        ? [.. named.Values.Select(EventIdCode.Encode)]
        : null;

    private string Order(Statement statement, int count) => $" ORDER BY {OrderColumns} LIMIT {statement.Add((long)count)}";

    /// <summary>One value is compared plainly: an index that goes on with time then gives the order as well.</summary>
    private string OneOf(Statement statement, string column, IReadOnlyList<long> numbers) => numbers.Count == 1
        ? $"{column} = {statement.Add(numbers[0])}"
        : _dialect.AnyOf(column, statement.Add(_dialect.ListOf(numbers)));

    private void Narrow(Statement statement, EventCursor? after)
    {
        foreach (TimeCondition condition in _query.Conditions.OfType<TimeCondition>().Where(condition => condition.Field == TimeField.EventTime))
        {
            if (condition.From is { } from)
            {
                statement.Where($"e.time >= {statement.Add(from.UtcTicks)}");
            }

            if (condition.Before is { } before)
            {
                statement.Where($"e.time < {statement.Add(before.UtcTicks)}");
            }
        }

        if (_firstSequence is { } first)
        {
            statement.Where($"e.seq >= {statement.Add(first)}");
        }

        if (_endSequence is { } end)
        {
            statement.Where($"e.seq < {statement.Add(end)}");
        }

        if (after is { } cursor)
        {
            statement.Where(IsByRecord
                ? $"e.seq {Beyond} {statement.Add(cursor.Sequence)}"
                : $"(e.time, e.seq) {Beyond} ({statement.Add(cursor.Time.UtcTicks)}, {statement.Add(cursor.Sequence)})");
        }
    }
}
