using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>An event as it is inserted.</summary>
/// <param name="Sequence">Its place in the order of capture.</param>
/// <param name="RecordTime">Ticks of UTC.</param>
/// <param name="Code">Code of its id.</param>
/// <param name="Event">The event.</param>
/// <param name="IsWithdrawn">Whether a declaration withdraws it.</param>
/// <param name="NumberOf">The number of a name.</param>
internal sealed record EventRow(long Sequence, long RecordTime, byte[] Code, EpcisEvent Event, bool IsWithdrawn, Func<string, long> NumberOf) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Sequence);
        sink.Write(EventIdCode.HashOf(Code));
        sink.Write(Code);
        sink.Write((long)Event.Kind);
        sink.Write(NumberOf(Event.TypeName));
        sink.Write((long?)Event.Action);
        sink.Write(Event.Time.UtcTicks);
        sink.Write((long)Event.Time.Offset.TotalMinutes);
        sink.Write(RecordTime);
        sink.Write(NumberOrNone(Event.BizStep));
        sink.Write(NumberOrNone(Event.Disposition));
        sink.Write(NumberOrNone(Event.ReadPoint));
        sink.Write(NumberOrNone(Event.BizLocation));
        sink.Write(NumberOrNone(Event.TransformationId));
        sink.Write(NumberOf(Event.Context));
        sink.Write(Event.Error is null ? 0L : 1L);
        sink.Write(IsWithdrawn ? 1L : 0L);
        sink.Write(MentionCode.Encode(Event.Mentions, NumberOf));
        sink.Write(Event.Error is { } error ? ErrorCode.Encode(error) : null);
        sink.Write(Event.Json);
    }

    /// <summary>The rows of its steps.</summary>
    public IEnumerable<StepRow> Steps()
    {
        string? parent = EventSteps.ParentOf(Event.Mentions);
        for (int ordinal = 0; ordinal < Event.Mentions.Length; ordinal++)
        {
            EpcMention mention = Event.Mentions[ordinal];
            bool isInside = parent is not null && (mention.Role != EpcRole.Parent || Event.Mentions.Length == 1);
            yield return new StepRow(this, ordinal, mention.Role, NumberOf(mention.Epc), isInside ? NumberOf(parent!) : null);
        }
    }

    /// <summary>The number of a name that an event may lack.</summary>
    public long? NumberOrNone(string? name) => name is null ? null : NumberOf(name);
}

/// <summary>A step as it is inserted.</summary>
/// <param name="Event">Its event.</param>
/// <param name="Ordinal">Which mention of the event it is, from 0.</param>
/// <param name="Role">The part that the EPC plays.</param>
/// <param name="Epc">Number of the EPC.</param>
/// <param name="Inside">
/// Number of the parent under whose contents the step is found; none for the parent's own step beside children, whose parent is its EPC.
/// </param>
internal readonly record struct StepRow(EventRow Event, int Ordinal, EpcRole Role, long Epc, long? Inside) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        EpcisEvent happening = Event.Event;
        sink.Write(Epc);
        sink.Write(happening.Time.UtcTicks);
        sink.Write(Event.Sequence);
        sink.Write((long)Ordinal);
        sink.Write((long)Role);
        sink.Write((long)happening.Kind);
        sink.Write((long?)happening.Action);
        sink.Write(Inside);
        sink.Write(Event.NumberOrNone(happening.BizStep));
        sink.Write(Event.NumberOrNone(happening.Disposition));
        sink.Write(Event.NumberOrNone(happening.ReadPoint));
        sink.Write(Event.NumberOrNone(happening.BizLocation));
        sink.Write(Event.RecordTime);
        sink.Write(Event.Code);
        sink.Write(Event.IsWithdrawn ? 1L : 0L);
    }
}
