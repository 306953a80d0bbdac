using TwinGrid.Store.Rows;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Writing;

/// <summary>An event that is stored already.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Json">The event as captured.</param>
/// <param name="IsWithdrawn">Whether it is known to be withdrawn.</param>
internal sealed record KeptEvent(long Sequence, ReadOnlyMemory<byte> Json, bool IsWithdrawn);

/// <summary>What a group of appends comes to, decided before anything is written.</summary>
/// <remarks>
/// Under one id there is room for one event and one error declaration. The same id again is the same event when the bytes of its JSON
/// are equal one by one, and another event otherwise.
/// </remarks>
internal sealed class AppendPlan
{
    private readonly Dictionary<(string Id, bool IsError), KeptEvent> _kept;
    private readonly Dictionary<(string Id, bool IsError), EpcisEvent> _new = [];

    /// <summary>A plan over what is stored.</summary>
    /// <param name="kept">Stored events with the ids in question.</param>
    public AppendPlan(Dictionary<(string Id, bool IsError), KeptEvent> kept) => _kept = kept;

    /// <summary>Events to store, in order.</summary>
    public List<NewEvent> ToStore { get; } = [];

    /// <summary>Places of stored events that a declaration of this group withdraws.</summary>
    public IEnumerable<long> ToWithdraw => _new.Keys
        .Where(key => key.IsError)
        .Select(key => _kept.GetValueOrDefault((key.Id, false)))
        .Where(kept => kept is { IsWithdrawn: false })
        .Select(kept => kept!.Sequence);

    /// <summary>Whether an event that is to be stored is withdrawn from the first: it is a declaration, or one is there.</summary>
    public bool IsWithdrawn(EpcisEvent happening) =>
        happening.Error is not null || _new.ContainsKey((happening.Id, true)) || _kept.ContainsKey((happening.Id, true));

    /// <summary>Adds an append behind those before it.</summary>
    /// <returns>What becomes of each of its events.</returns>
    public IReadOnlyList<AppendOutcome> Add(IReadOnlyList<NewEvent> events, bool isAtomic)
    {
        var own = new Dictionary<(string, bool), EpcisEvent>();
        var outcomes = new AppendOutcome[events.Count];
        var isOwnRepeat = new bool[events.Count];
        for (int index = 0; index < events.Count; index++)
        {
            EpcisEvent happening = events[index].Event;
            (string, bool) key = (happening.Id, happening.Error is not null);
            isOwnRepeat[index] = own.ContainsKey(key);
            ReadOnlyMemory<byte>? there = _kept.TryGetValue(key, out KeptEvent? kept) ? kept.Json
                : own.TryGetValue(key, out EpcisEvent? same) || _new.TryGetValue(key, out same) ? same.Json
                : default(ReadOnlyMemory<byte>?);
            if (there is { } json)
            {
                outcomes[index] = json.Span.SequenceEqual(happening.Json.Span) ? AppendOutcome.Repeated : AppendOutcome.Conflicting;
            }
            else
            {
                own.Add(key, happening);
            }
        }

        if (isAtomic && outcomes.Contains(AppendOutcome.Conflicting))
        {
            for (int index = 0; index < outcomes.Length; index++)
            {
                bool isLost = outcomes[index] == AppendOutcome.Stored || (outcomes[index] == AppendOutcome.Repeated && isOwnRepeat[index]);
                outcomes[index] = isLost ? AppendOutcome.RolledBack : outcomes[index];
            }

            return outcomes;
        }

        for (int index = 0; index < outcomes.Length; index++)
        {
            if (outcomes[index] == AppendOutcome.Stored)
            {
                EpcisEvent happening = events[index].Event;
                _new.Add((happening.Id, happening.Error is not null), happening);
                ToStore.Add(events[index]);
            }
        }

        return outcomes;
    }
}
