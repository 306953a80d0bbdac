using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Writing;

/// <summary>Writes the events of a group.</summary>
internal sealed class EventWriting(Dialect dialect, DbConnection writer, NameCache names, GenerationCache<FieldValueRow, bool> fieldValues)
{
    private static readonly EventField[] ListedFields =
    [
        EventField.EventType, EventField.Action, EventField.BizStep, EventField.Disposition, EventField.ReadPoint, EventField.BizLocation,
        EventField.TransformationId,
    ];

    private readonly NameNumbers _numbers = new(dialect, names);
    private readonly HashSet<FieldValueRow> _newValues = [];

    /// <summary>Writes appends, in order, and sets their answers.</summary>
    /// <returns>Whether anything was stored.</returns>
    public async Task<bool> WriteAsync(IReadOnlyList<EventAppend> appends, Heads heads, CancellationToken cancellationToken)
    {
        AppendPlan plan = new(await KeptAsync(appends, cancellationToken));
        foreach (EventAppend append in appends)
        {
            append.Answer = plan.Add(append.Events, append.IsAtomic);
        }

        if (plan.ToStore.Count == 0)
        {
            return false;
        }

        foreach (EpcisEvent happening in plan.ToStore)
        {
            _numbers.Want(happening);
        }

        await _numbers.ResolveAsync(writer, heads.Name, cancellationToken);
        EventRow[] rows = [.. plan.ToStore.Select((happening, index) => new EventRow(
            heads.Event + 1 + index, heads.RecordTime, EventIdCode.Encode(happening.Id), happening, plan.IsWithdrawn(happening), _numbers.Of))];
        await dialect.InsertAsync(writer, Tables.Commits, [new CommitRow(heads.RecordTime, heads.Event + 1)], cancellationToken);
        await dialect.InsertAsync(writer, Tables.Events, rows, cancellationToken);
        // In the order of the tree: neighbours share a page.
        StepRow[] steps = [.. rows.SelectMany(row => row.Steps()).OrderBy(step => step.Epc)];
        await dialect.InsertAsync(writer, Tables.Steps, steps, cancellationToken);
        await dialect.InsertAsync(writer, Tables.Places, [.. NewestPlaces(steps)], cancellationToken);
        await WriteFieldValuesAsync(plan.ToStore, cancellationToken);
        await new Withdrawal(dialect, writer).WriteAsync([.. plan.ToWithdraw], cancellationToken);
        return true;
    }

    /// <summary>Makes known what is now committed.</summary>
    public void Publish()
    {
        _numbers.Publish();
        foreach (FieldValueRow value in _newValues)
        {
            fieldValues.Set(value, true);
        }
    }

    private static IEnumerable<PlaceRow> NewestPlaces(IEnumerable<StepRow> steps) => steps
        .Where(step => step.Event is { IsWithdrawn: false, Event.BizLocation: not null } && step.Role != EpcRole.Lot)
        .GroupBy(step => step.Epc)
        .Select(group => group.MaxBy(step => (step.Event.Event.Time.UtcTicks, step.Event.Sequence)))
        .Select(step => new PlaceRow(
            step.Epc, step.Event.NumberOrNone(step.Event.Event.BizLocation)!.Value, step.Event.Event.Time.UtcTicks, step.Event.Sequence));

    private async Task<Dictionary<(string Id, bool IsError), KeptEvent>> KeptAsync(IReadOnlyList<EventAppend> appends, CancellationToken cancellationToken)
    {
        long[] hashes = [.. appends.SelectMany(append => append.Events).Select(happening => EventIdCode.HashOf(EventIdCode.Encode(happening.Id)))];
        var kept = new Dictionary<(string, bool), KeptEvent>();
        await writer
            .Command($"SELECT event_id, is_error, seq, body, withdrawn FROM events WHERE {dialect.AnyOf("id_hash", "@hashes")}", ("@hashes", dialect.ListOf(hashes)))
            .ListAsync(
                reader => kept[(EventIdCode.Decode(reader.Bytes(0)!), reader.GetInt64(1) != 0)] = new KeptEvent(reader.GetInt64(2), reader.Bytes(3)!, reader.GetInt64(4) != 0),
                cancellationToken);
        return kept;
    }

    private async Task WriteFieldValuesAsync(IEnumerable<EpcisEvent> events, CancellationToken cancellationToken)
    {
        foreach (EpcisEvent happening in events)
        {
            foreach (EventField field in ListedFields)
            {
                if (FieldCondition.ValueOf(happening, field) is { } value && !fieldValues.TryGet(new FieldValueRow((int)field, value), out _))
                {
                    _newValues.Add(new FieldValueRow((int)field, value));
                }
            }
        }

        await dialect.InsertAsync(writer, Tables.FieldValues, [.. _newValues], cancellationToken);
    }
}
