using TwinGrid.Trace.Events;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Trace.Containment;

/// <summary>
/// What was inside what, to any depth, folded from steps as a question reads them. A circle in bad data is reported and left where it
/// closes. Not for several threads.
/// </summary>
/// <param name="steps">The steps.</param>
public sealed class ContainmentGraph(StepReader steps)
{
    private readonly Dictionary<string, ThingStays> _stays = new(StringComparer.Ordinal);
    private readonly HashSet<ContainmentAnomaly> _cycles = [];

    /// <summary>Circles met so far.</summary>
    public IReadOnlyCollection<ContainmentAnomaly> Cycles => _cycles;

    /// <summary>The stays of a thing or class.</summary>
    public async Task<ThingStays> StaysOfAsync(string epc, CancellationToken cancellationToken)
    {
        if (_stays.TryGetValue(epc, out ThingStays? known))
        {
            return known;
        }

        List<EventStep> own = [];
        foreach (EventStep step in (await steps.OfAsync(epc, cancellationToken)).Where(step => step.Role != EpcRole.Parent && StayFold.IsOfContainers(step)))
        {
            own.Add(step.Role == EpcRole.ChildClass ? await WithQuantityAsync(step, own, cancellationToken) : step);
        }

        HashSet<long> looked = [.. own.Select(step => step.Sequence)];
        ThingStays stays = StayFold.Of(own);
        while (await NextEmptyingAsync(stays, looked, cancellationToken) is { } emptying)
        {
            own.Add(emptying);
            stays = StayFold.Of(own);
        }

        return _stays[epc] = stays;
    }

    /// <summary>
    /// Every container that a thing was inside of in [from, until), directly or through containers, each for the time that it lasted:
    /// the spans in which it inherits position and exposure. By beginning, then from the inside to the outside.
    /// </summary>
    public async Task<IReadOnlyList<Enclosure>> EnclosuresAsync(string epc, DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var found = new List<Enclosure>();
        await EncloseAsync(epc, from, until, 1, [epc], found, [], cancellationToken);
        return [.. found.OrderBy(e => e.From).ThenBy(e => e.Depth).ThenBy(e => e.Container, StringComparer.Ordinal)];
    }

    /// <summary>The containers round a thing at a moment, from the inside to the outside.</summary>
    public async Task<IReadOnlyList<Enclosure>> ChainAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken) =>
        [.. (await EnclosuresAsync(epc, at, at.AddTicks(1), cancellationToken)).OrderBy(e => e.Depth).ThenBy(e => e.Container, StringComparer.Ordinal)];

    /// <summary>What is inside a container at a moment, as a tree.</summary>
    public async Task<IReadOnlyList<Content>> ContentsAsync(string container, DateTimeOffset at, CancellationToken cancellationToken) =>
        await ContentsAsync(container, at, [container], new Counter(), cancellationToken);

    /// <summary>Everything that was inside a container in [from, until), at any depth, each for the time that it was.</summary>
    public async Task<IReadOnlyList<Held>> HeldAsync(string container, DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var found = new List<Held>();
        await HoldAsync(container, from, until, [container], found, cancellationToken);
        return [.. found.OrderBy(h => h.From).ThenBy(h => h.Epc, StringComparer.Ordinal).ThenBy(h => h.Via, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The first event not looked at yet that empties a container during a stay in it without naming children: only events of the
    /// container say so, and of these only those while the thing is believed inside are worth a look.
    /// </summary>
    private async Task<EventStep?> NextEmptyingAsync(ThingStays stays, HashSet<long> looked, CancellationToken cancellationToken)
    {
        foreach (Stay stay in stays.Stays)
        {
            foreach (EventStep step in await steps.OfAsync(stay.Container, cancellationToken))
            {
                bool isDuring = (step.Time, step.Sequence).CompareTo((stay.From, stay.FromSequence)) > 0
                    && (stay.Until is not { } end || (step.Time, step.Sequence).CompareTo((end, stay.UntilSequence!.Value)) < 0);
                if (step.Role != EpcRole.Parent || step.Kind != stay.Kind || !StayFold.IsOfContainers(step) || !isDuring || !looked.Add(step.Sequence))
                {
                    continue;
                }

                IReadOnlyList<EventStep> all = await steps.OfEventAsync(step.Sequence, cancellationToken);
                if (!all.Any(other => other.Role is EpcRole.Child or EpcRole.ChildClass))
                {
                    return step;
                }
            }
        }

        return null;
    }

    /// <summary>Amounts stand with the event, not with the thing. One event may name two amounts of a class: they come in the same order.</summary>
    private async Task<EventStep> WithQuantityAsync(EventStep step, List<EventStep> before, CancellationToken cancellationToken)
    {
        int place = before.Count(other => other.Sequence == step.Sequence && other.Role == step.Role);
        return (await steps.OfEventAsync(step.Sequence, cancellationToken))
            .Where(other => other.Epc == step.Epc && other.Role == step.Role)
            .ElementAtOrDefault(place) ?? step;
    }

    private async Task EncloseAsync(
        string thing, DateTimeOffset from, DateTimeOffset? until, int depth, List<string> path, List<Enclosure> found, HashSet<Enclosure> met,
        CancellationToken cancellationToken)
    {
        foreach (Stay stay in (await StaysOfAsync(thing, cancellationToken)).Stays)
        {
            if (!stay.Overlaps(from, until ?? DateTimeOffset.MaxValue))
            {
                continue;
            }

            if (path.Contains(stay.Container))
            {
                Report(thing, stay);
                continue;
            }

            if (!steps.IsReachable(depth) || !steps.HasRoom(found.Count))
            {
                return;
            }

            DateTimeOffset start = Later(stay.From, from);
            DateTimeOffset? end = Earlier(stay.Until, until);
            var enclosure = new Enclosure(stay.Container, start, end, depth, thing);
            if (!met.Add(enclosure))
            {
                // Two ways lead to it, and what is round it is known from the first: each more such pair would double the work.
                continue;
            }

            found.Add(enclosure);
            path.Add(stay.Container);
            await EncloseAsync(stay.Container, start, end, depth + 1, path, found, met, cancellationToken);
            path.RemoveAt(path.Count - 1);
        }
    }

    private async Task<IReadOnlyList<Content>> ContentsAsync(
        string container, DateTimeOffset at, List<string> path, Counter count, CancellationToken cancellationToken)
    {
        var contents = new List<Content>();
        foreach (Stay stay in await StaysInAsync(container, at, at.AddTicks(1), path, cancellationToken))
        {
            if (!steps.IsReachable(path.Count) || !steps.HasRoom(count.Value++))
            {
                break;
            }

            path.Add(stay.Thing);
            IReadOnlyList<Content> inner = await ContentsAsync(stay.Thing, at, path, count, cancellationToken);
            path.RemoveAt(path.Count - 1);
            contents.Add(new(stay.Thing, stay.From, stay.Quantity, stay.Unit, stay.Kind == EventKind.AssociationEvent, inner));
        }

        return contents;
    }

    private async Task HoldAsync(
        string container, DateTimeOffset from, DateTimeOffset? until, List<string> path, List<Held> found, CancellationToken cancellationToken)
    {
        foreach (Stay stay in await StaysInAsync(container, from, until ?? DateTimeOffset.MaxValue, path, cancellationToken))
        {
            if (!steps.IsReachable(path.Count) || !steps.HasRoom(found.Count))
            {
                return;
            }

            DateTimeOffset start = Later(stay.From, from);
            DateTimeOffset? end = Earlier(stay.Until, until);
            found.Add(new(stay.Thing, start, end, container));
            path.Add(stay.Thing);
            await HoldAsync(stay.Thing, start, end, path, found, cancellationToken);
            path.RemoveAt(path.Count - 1);
        }
    }

    /// <summary>Stays in a container that overlap a span, by thing.</summary>
    private async Task<List<Stay>> StaysInAsync(
        string container, DateTimeOffset from, DateTimeOffset until, List<string> path, CancellationToken cancellationToken)
    {
        string[] things =
        [
            .. (await steps.InsideAsync(container, cancellationToken))
                .Where(step => step.Role != EpcRole.Parent && step.Time < until && StayFold.IsOfContainers(step))
                .Select(step => step.Epc)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var stays = new List<Stay>();
        foreach (string thing in things)
        {
            foreach (Stay stay in (await StaysOfAsync(thing, cancellationToken)).Stays.Where(stay => stay.Container == container && stay.Overlaps(from, until)))
            {
                if (path.Contains(thing))
                {
                    Report(thing, stay);
                }
                else
                {
                    stays.Add(stay);
                }
            }
        }

        return stays;
    }

    private void Report(string thing, Stay stay) => _cycles.Add(new(ContainmentFault.Cycle, thing, stay.Container, stay.From, null, null));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
