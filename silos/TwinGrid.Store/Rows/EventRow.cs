using System.Collections.Immutable;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Writing;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>An event as it is inserted.</summary>
internal sealed class EventRow : IRow
{
    private readonly NewEvent _event;
    private readonly WantedName _type, _context;
    private readonly WantedName? _transformationId;
    private readonly (WantedName Epc, WantedName? Unit)[] _mentions;

    /// <summary>A row; the numbers of its names are wanted here and are there when they are resolved.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="sequence">Its place in the order of capture.</param>
    /// <param name="recordTime">Ticks of UTC.</param>
    /// <param name="isWithdrawn">Whether a declaration withdraws it.</param>
    /// <param name="names">Numbers of names.</param>
    public EventRow(NewEvent stored, long sequence, long recordTime, bool isWithdrawn, NameNumbers names)
    {
        (_event, Sequence, RecordTime, IsWithdrawn) = (stored, sequence, recordTime, isWithdrawn);
        _type = names.Want(Event.TypeName, isEpc: false);
        _context = names.Want(Event.Context, isEpc: false);
        BizStep = Wanted(Event.BizStep, names);
        Disposition = Wanted(Event.Disposition, names);
        ReadPoint = Wanted(Event.ReadPoint, names);
        BizLocation = Wanted(Event.BizLocation, names);
        _transformationId = Wanted(Event.TransformationId, names);
        _mentions = [.. Event.Mentions.Select(mention => (names.Want(mention.Epc, isEpc: mention.Role != EpcRole.Lot), Wanted(mention.Unit, names)))];
    }

    /// <summary>The event.</summary>
    public EpcisEvent Event => _event.Event;

    /// <summary>Code of its id.</summary>
    public byte[] Code => _event.Code;

    /// <summary>Its place in the order of capture.</summary>
    public long Sequence { get; }

    /// <summary>Ticks of UTC.</summary>
    public long RecordTime { get; }

    /// <summary>Whether a declaration withdraws it.</summary>
    public bool IsWithdrawn { get; }

    /// <summary>The business step, if any.</summary>
    public WantedName? BizStep { get; }

    /// <summary>The disposition, if any.</summary>
    public WantedName? Disposition { get; }

    /// <summary>The read point, if any.</summary>
    public WantedName? ReadPoint { get; }

    /// <summary>The business location, if any.</summary>
    public WantedName? BizLocation { get; }

    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Sequence);
        sink.Write(_event.IdHash);
        sink.Write(Code);
        sink.Write((long)Event.Kind);
        sink.Write(_type.Number);
        sink.Write((long?)Event.Action);
        sink.Write(Event.Time.UtcTicks);
        sink.Write((long)Event.Time.Offset.TotalMinutes);
        sink.Write(RecordTime);
        sink.Write(BizStep?.Number);
        sink.Write(Disposition?.Number);
        sink.Write(ReadPoint?.Number);
        sink.Write(BizLocation?.Number);
        sink.Write(_transformationId?.Number);
        sink.Write(_context.Number);
        sink.Write(Event.Error is null ? 0L : 1L);
        sink.Write(IsWithdrawn ? 1L : 0L);
        sink.Write(MentionCode.Encode([.. _mentions.Zip(Event.Mentions, (names, mention) =>
            new NumberedMention(mention.Role, names.Epc.Number, mention.Quantity, names.Unit?.Number))]));
        sink.Write(Event.Error is { } error ? ErrorCode.Encode(error) : null);
        sink.Write(Event.Json);
    }

    /// <summary>The rows of its steps.</summary>
    public IEnumerable<StepRow> Steps()
    {
        ImmutableArray<EpcMention> mentions = Event.Mentions;
        int at = EventSteps.ParentAt(mentions);
        long? parent = at < 0 ? null : _mentions[at].Epc.Number;
        for (int ordinal = 0; ordinal < mentions.Length; ordinal++)
        {
            EpcRole role = mentions[ordinal].Role;
            yield return new StepRow(this, ordinal, role, _mentions[ordinal].Epc.Number, role != EpcRole.Parent || mentions.Length == 1 ? parent : null);
        }
    }

    private static WantedName? Wanted(string? name, NameNumbers names) => name is null ? null : names.Want(name, isEpc: false);
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
        sink.Write(Event.BizStep?.Number);
        sink.Write(Event.Disposition?.Number);
        sink.Write(Event.ReadPoint?.Number);
        sink.Write(Event.BizLocation?.Number);
        sink.Write(Event.RecordTime);
        sink.Write(Event.Code);
        sink.Write(Event.IsWithdrawn ? 1L : 0L);
    }
}
