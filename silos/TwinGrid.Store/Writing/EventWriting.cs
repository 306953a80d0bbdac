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

        EventRow[] rows = [.. plan.ToStore.Select((added, index) => new EventRow(
            added, heads.Event + 1 + index, heads.RecordTime, plan.IsWithdrawn(added.Event), _numbers))];
        await _numbers.ResolveAsync(writer, heads.Name, cancellationToken);
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
        .Select(step => new PlaceRow(step.Epc, step.Event.BizLocation!.Number, step.Event.Event.Time.UtcTicks, step.Event.Sequence));

    private async Task<Dictionary<(string Id, bool IsError), KeptEvent>> KeptAsync(IReadOnlyList<EventAppend> appends, CancellationToken cancellationToken)
    {
        var kept = new Dictionary<(string, bool), KeptEvent>();
        IReadOnlyList<long> hashes = dialect.Present(writer, "events", "id_hash", [.. appends.SelectMany(append => append.Events).Select(added => added.IdHash)]);
        if (hashes.Count == 0)
        {
            return kept;
        }

        await writer
            .Command($"SELECT event_id, is_error, seq, body, withdrawn FROM events WHERE {dialect.AnyOf("id_hash", "@hashes")}", ("@hashes", dialect.ListOf(hashes)))
            .ListAsync(
                reader => kept[(EventIdCode.Decode(reader.Bytes(0)!), reader.GetInt64(1) != 0)] = new KeptEvent(reader.GetInt64(2), reader.Bytes(3)!, reader.GetInt64(4) != 0),
                cancellationToken);
        return kept;
    }

    private async Task WriteFieldValuesAsync(IEnumerable<NewEvent> events, CancellationToken cancellationToken)
    {
        foreach (EpcisEvent happening in events.Select(added => added.Event))
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
