using System.Collections.Immutable;
using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Reading;

/// <summary>Rebuilds events from their rows, a page at a time so that names are looked up at once.</summary>
internal sealed class EventPage(Dialect dialect, NameCache cache)
{
    private const string WithoutBody =
        "e.seq, e.record_time, e.event_id, e.kind, e.type, e.action, e.time, e.time_offset, e.biz_step, e.disposition, e.read_point, "
        + "e.biz_location, e.transformation_id, e.context, e.withdrawn, e.mentions, e.error";

    /// <summary>What is selected, of events by the name e.</summary>
    public const string Columns = WithoutBody + ", e.body";

    /// <summary>The same where the events' JSON is not needed: it is empty then.</summary>
    public const string ColumnsWithoutBody = WithoutBody + ", NULL";

    /// <summary>Runs a command that selects <see cref="Columns"/>.</summary>
    public async Task<IReadOnlyList<(StoredEvent Stored, bool IsWithdrawn)>> ReadAsync(DbConnection connection, DbCommand command, CancellationToken cancellationToken)
    {
        List<RawEvent> rows = await command.ListAsync(RawEvent.Read, cancellationToken);
        var names = new NameTexts(dialect, cache);
        foreach (RawEvent row in rows)
        {
            row.Want(names);
        }

        await names.ResolveAsync(connection, cancellationToken);
        return [.. rows.Select(row => (row.Build(names), row.IsWithdrawn))];
    }

    /// <summary>A row as it comes from the database.</summary>
    private sealed record RawEvent(
        long Sequence, long RecordTime, byte[] Id, long Kind, long Type, long? Action, long Time, long Offset, long? BizStep, long? Disposition,
        long? ReadPoint, long? BizLocation, long? TransformationId, long Context, bool IsWithdrawn, ImmutableArray<NumberedMention> Mentions,
        byte[]? Error, byte[]? Body)
    {
        public static RawEvent Read(DbDataReader reader) => new(
            reader.GetInt64(0), reader.GetInt64(1), reader.Bytes(2)!, reader.GetInt64(3), reader.GetInt64(4), reader.Number(5), reader.GetInt64(6),
            reader.GetInt64(7), reader.Number(8), reader.Number(9), reader.Number(10), reader.Number(11), reader.Number(12), reader.GetInt64(13),
            reader.GetInt64(14) != 0, MentionCode.Decode(reader.Bytes(15)!), reader.Bytes(16), reader.Bytes(17));

        public void Want(NameTexts names)
        {
            names.Want(Type);
            names.Want(BizStep);
            names.Want(Disposition);
            names.Want(ReadPoint);
            names.Want(BizLocation);
            names.Want(TransformationId);
            names.Want(Context);
            foreach (NumberedMention mention in Mentions)
            {
                names.Want(mention.Epc);
                names.Want(mention.Unit);
            }
        }

        public StoredEvent Build(NameTexts names)
        {
            TimeSpan offset = TimeSpan.FromMinutes(Offset);
            return new StoredEvent(Sequence, Sql.Moment(RecordTime), new EpcisEvent
            {
                Id = EventIdCode.Decode(Id),
                Kind = (EventKind)Kind,
                TypeName = names.Of(Type),
                Time = new DateTimeOffset(Time + offset.Ticks, offset),
                Action = (EventAction?)Action,
                BizStep = names.Of(BizStep),
                Disposition = names.Of(Disposition),
                ReadPoint = names.Of(ReadPoint),
                BizLocation = names.Of(BizLocation),
                TransformationId = names.Of(TransformationId),
                Mentions = [.. Mentions.Select(mention => new EpcMention(mention.Role, names.Of(mention.Epc), mention.Quantity, names.Of(mention.Unit)))],
                Error = Error is null ? null : ErrorCode.Decode(Error),
                Context = names.Of(Context),
                Json = Body ?? [],
            });
        }
    }
}
