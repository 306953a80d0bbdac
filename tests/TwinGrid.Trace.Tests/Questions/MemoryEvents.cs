using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Questions;

/// <summary>Steps of events in memory, and events by hand.</summary>
internal sealed class MemoryEvents : IEventSteps
{
    public static readonly DateTimeOffset Origin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly List<EventStep> _steps = [];

    public List<EpcisEvent> Events { get; } = [];

    public static DateTimeOffset At(double minute) => Origin.AddMinutes(minute);

    /// <summary>Adds an event; a bare word of the standard vocabulary for step and disposition.</summary>
    public MemoryEvents Add(
        double minute, EventKind kind, EventAction? action, string? bizStep = null, string? disposition = null, string? readPoint = null,
        string? bizLocation = null, bool isWithdrawn = false, params EpcMention[] mentions)
    {
        string id = $"urn:event:{Events.Count + 1}";
        return Add(new EpcisEvent
        {
            Id = id,
            Kind = kind,
            TypeName = kind.ToString(),
            Time = At(minute),
            Action = action,
            BizStep = bizStep is null ? null : "https://ref.gs1.org/cbv/BizStep-" + bizStep,
            Disposition = disposition is null ? null : "https://ref.gs1.org/cbv/Disp-" + disposition,
            ReadPoint = readPoint,
            BizLocation = bizLocation,
            Mentions = [.. mentions],
            Error = isWithdrawn ? new(At(minute + 1), null, []) : null,
            Context = "\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"",
            Json = System.Text.Encoding.UTF8.GetBytes("{\"eventID\":\"" + id + "\"}"),
        });
    }

    public MemoryEvents Add(EpcisEvent happening)
    {
        Events.Add(happening);
        string? parent = happening.Mentions.Where(mention => mention.Role == EpcRole.Parent).Select(mention => mention.Epc).FirstOrDefault();
        _steps.AddRange(happening.Mentions.Select(mention => new EventStep(
            mention.Epc, mention.Role, Events.Count, happening.Id, happening.Time.ToUniversalTime(), happening.Time.ToUniversalTime(), happening.Kind, happening.Action,
            parent, happening.BizStep, happening.Disposition, happening.ReadPoint, happening.BizLocation, happening.Error is not null, mention.Quantity, mention.Unit)));
        return this;
    }

    public MemoryEvents Pack(double minute, string parent, params string[] children) => Load(minute, EventAction.Add, parent, null, children);

    public MemoryEvents Unpack(double minute, string parent, params string[] children) => Load(minute, EventAction.Delete, parent, null, children);

    public MemoryEvents Load(double minute, EventAction action, string parent, string? place, params string[] children) => Add(
        minute, EventKind.AggregationEvent, action, bizLocation: place, mentions: [new(EpcRole.Parent, parent), .. children.Select(child => new EpcMention(EpcRole.Child, child))]);

    public MemoryEvents See(double minute, string bizStep, string? place, params string[] epcs) => Add(
        minute, EventKind.ObjectEvent, EventAction.Observe, bizStep, bizLocation: place, mentions: [.. epcs.Select(epc => new EpcMention(EpcRole.Epc, epc))]);

    public MemoryEvents Make(double minute, string[] inputs, string[] outputs) => Add(
        minute, EventKind.TransformationEvent, null,
        mentions: [.. inputs.Select(epc => new EpcMention(EpcRole.Input, epc)), .. outputs.Select(epc => new EpcMention(EpcRole.Output, epc))]);

    public Task<IReadOnlyList<EventStep>> OfAsync(string epc, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EventStep>>([.. Answer(step => step.Epc == epc).Result.Select(step => step with { Quantity = null, Unit = null })]);

    public Task<IReadOnlyList<EventStep>> InsideAsync(string parent, CancellationToken cancellationToken)
    {
        HashSet<long> full = [.. _steps.Where(step => step.Parent == parent && step.Role != EpcRole.Parent).Select(step => step.Sequence)];
        return Answer(step => step.Parent == parent && (step.Role != EpcRole.Parent || !full.Contains(step.Sequence)));
    }

    public Task<IReadOnlyList<EventStep>> OfEventAsync(long sequence, CancellationToken cancellationToken) => Answer(step => step.Sequence == sequence);

    public Task<IReadOnlyList<EventStep>> AtAsync(string place, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        Answer(step => (step.ReadPoint == place || step.BizLocation == place) && step.Time >= from && step.Time < until);

    public async IAsyncEnumerable<string> LastSeenAtAsync(string bizLocation, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, EventStep> thing in _steps.Where(step => step.BizLocation is not null).GroupBy(step => step.Epc))
        {
            await Task.CompletedTask;
            cancellationToken.ThrowIfCancellationRequested();
            if (thing.MaxBy(step => (step.Time, step.Sequence))!.BizLocation == bizLocation)
            {
                yield return thing.Key;
            }
        }
    }

    private Task<IReadOnlyList<EventStep>> Answer(Func<EventStep, bool> isWanted) =>
        Task.FromResult<IReadOnlyList<EventStep>>([.. _steps.Where(isWanted).OrderBy(step => step.Time).ThenBy(step => step.Sequence)]);
}
