using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>Gathers evidence for one question. Not for several threads.</summary>
/// <param name="steps">Steps of events.</param>
/// <param name="graph">What was inside what.</param>
/// <param name="sightings">What twins told.</param>
public sealed class EvidenceReader(StepReader steps, ContainmentGraph graph, ITwinSightings sightings)
{
    /// <summary>More sightings of one thing than this are not read: the newest say where it is.</summary>
    public const int MaximumSightings = 256;

    private readonly Dictionary<(string Epc, DateTimeOffset At), Evidence> _known = [];

    /// <summary>What events say of a thing up to a moment, that moment included.</summary>
    public async Task<Evidence> OfEventsAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((epc, at), out Evidence? known))
        {
            return known;
        }

        DateTimeOffset until = After(at);
        IReadOnlyList<EventStep> own = await steps.OfAsync(epc, cancellationToken);
        List<LifeEvent> events = [.. own.Where(step => step.Time < until && step.Role != EpcRole.Lot && !step.IsWithdrawn).Select(LifeEvent.OfStep)];
        IReadOnlyList<Enclosure> enclosures = await graph.EnclosuresAsync(epc, DateTimeOffset.MinValue, until, cancellationToken);
        HashSet<long> named = [.. own.Select(step => step.Sequence)];
        foreach (Enclosure enclosure in enclosures)
        {
            List<EventStep> emptyings = await EmptyingsAsync(enclosure.Container, until, cancellationToken);
            foreach (EventStep step in emptyings.Concat(await steps.OfAsync(enclosure.Container, cancellationToken)))
            {
                if (step.Time < until && enclosure.Holds(step.Time) && IsPassedOn(step) && !named.Contains(step.Sequence))
                {
                    events.Add(LifeEvent.OfContainerStep(step));
                }
            }
        }

        events.AddRange((await EmptyingsAsync(epc, until, cancellationToken)).Select(LifeEvent.OfStep));
        return _known[(epc, at)] = new(epc, Sorted(events), enclosures, []);
    }

    /// <summary>What events and twins say of a thing up to a moment, that moment included. Of twins, what they told since the newest event of others.</summary>
    public async Task<Evidence> OfAllAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Evidence evidence = await OfEventsAsync(epc, at, cancellationToken);
        DateTimeOffset newest = evidence.Events.LastOrDefault(e => e.Step is { } step && !TwinEvents.IsOwn(step.EventId)).Time;
        var seen = new List<TwinSighting>();
        foreach ((string thing, DateTimeOffset from) in
            evidence.Enclosures.Where(e => e.Holds(at)).Select(e => (e.Container, e.From)).Prepend((epc, DateTimeOffset.MinValue)))
        {
            seen.AddRange(await sightings.OfAsync(thing, from > newest ? from : newest, After(at), MaximumSightings, cancellationToken));
        }

        return evidence with
        {
            Events = Sorted([.. evidence.Events, .. seen.Select(sighting => sighting.ToEvidence())]),
            Sightings = [.. seen.OrderBy(s => s.Time).ThenBy(s => s.Sequence)],
        };
    }

    /// <summary>The first moment behind another, where there is one.</summary>
    internal static DateTimeOffset After(DateTimeOffset time) => time < DateTimeOffset.MaxValue ? time.AddTicks(1) : time;

    /// <summary>Classes do not hold things and lots are not containers: only what events say of the container itself is passed on.</summary>
    internal static bool IsPassedOn(EventStep step) => !step.IsWithdrawn && step.Role is EpcRole.Epc or EpcRole.Parent or EpcRole.Child;

    /// <summary>Events that emptied a container that the thing was in name the container alone; for the thing they are an unpacking.</summary>
    private async Task<List<EventStep>> EmptyingsAsync(string epc, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var found = new List<EventStep>();
        foreach (Stay stay in (await graph.StaysOfAsync(epc, cancellationToken)).Stays.Where(stay => stay.End == StayEnd.Emptied && stay.Until < until))
        {
            found.AddRange((await steps.OfAsync(stay.Container, cancellationToken))
                .Where(step => step.Sequence == stay.UntilSequence && step.Role == EpcRole.Parent)
                .Select(step => step with { Epc = epc, Role = EpcRole.Child, Parent = stay.Container }));
        }

        return found;
    }

    private static LifeEvent[] Sorted(List<LifeEvent> events)
    {
        events.Sort(LifeEvent.Compare);
        return [.. events.Distinct()];
    }
}
