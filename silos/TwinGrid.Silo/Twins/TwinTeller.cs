using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Silo.Sites.Running;
using TwinGrid.Store;
using TwinGrid.Trace;
using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Silo.Twins;

/// <summary>
/// Tells objects' twins what captured events say of them. It tells the whole of it each time, folded from the store: so events that
/// come late, twice or are withdrawn need nothing of their own.
/// </summary>
internal sealed class TwinTeller(IGrainFactory grains, ITraceStore store, FirstSight sight, string site, TimeSpan futureTolerance, TimeProvider time, ILogger log)
{
    private const int AtOnce = 64, MostTouched = 100_000;

    /// <summary>A question may be refused for its steps; what was captured must reach its twins. Of containers round one thing so many count.</summary>
    private static readonly QuestionLimits Limits = new(int.MaxValue, 32, 4096);

    /// <summary>Tells everything that some events touch: the things that they name, and what was ever inside of these.</summary>
    public async Task TellAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        long asOf = await store.Events.LastAsync(cancellationToken);
        var steps = new StepReader(store.Steps, Limits);
        var graph = new ContainmentGraph(steps);
        var reader = new EvidenceReader(steps, graph, new NoSightings());
        foreach (string[] things in (await TouchedAsync(events, steps, graph, cancellationToken)).Chunk(AtOnce))
        {
            var lives = new List<(string Name, ObjectLife Life)>(things.Length);
            foreach (string thing in things)
            {
                lives.Add((TwinNames.OfEpc(thing), LifeOf(await reader.OfEventsAsync(thing, DateTimeOffset.MaxValue, cancellationToken), asOf)));
            }

            // First what counts for them, then the readings that may.
            await Task.WhenAll(lives.Select(told => Twin(told.Name).Learn(told.Life)));
            foreach ((string name, _) in lives)
            {
                await sight.SeenAsync(site, name);
            }

            await Task.WhenAll(lives.SelectMany(told => told.Life.Enclosures
                .GroupBy(stay => stay.Name, StringComparer.Ordinal)
                .Select(box => Twin(box.Key).Hold(told.Name, [.. box.Select(stay => stay with { Name = told.Name })]))));
        }

        foreach (string note in steps.Notes)
        {
            log.LogWarning("Twins of {Site} are told of containers in part: {Note}", site, note);
        }

        await ObserveAsync(events, cancellationToken);
        await WithdrawAsync(events, cancellationToken);
    }

    private static ObjectLife LifeOf(Evidence evidence, long asOf)
    {
        LifeState state = evidence.ToState();
        ImmutableArray<ContainerStay> stays = [.. evidence.Enclosures.Select(e => new ContainerStay(TwinNames.OfEpc(e.Container), e.From, EndOf(e))).Distinct()];
        string? parent = evidence.Enclosures.LastOrDefault(e => e.Depth == 1 && EndOf(e) is null)?.Container;
        return new ObjectLife(asOf, state.Stage, state.Since, state.Place?.Name, parent is null ? null : TwinNames.OfEpc(parent), stays);
    }

    private static DateTimeOffset? EndOf(Enclosure enclosure) => enclosure.Until is { } end && end < DateTimeOffset.MaxValue ? end : null;

    /// <summary>
    /// The things that events name, and breadth first what was ever inside of these while they were. Classes have no twins: more of
    /// them come into being again and again.
    /// </summary>
    private async Task<SortedSet<string>> TouchedAsync(
        IReadOnlyList<StoredEvent> events, StepReader steps, ContainmentGraph graph, CancellationToken cancellationToken)
    {
        var spans = new Dictionary<string, (DateTimeOffset From, DateTimeOffset Until)>(StringComparer.Ordinal);
        var queue = new Queue<string>();
        foreach (EpcMention mention in events.SelectMany(stored => stored.Event.Mentions))
        {
            if (mention.Role is EpcRole.Epc or EpcRole.Parent or EpcRole.Child or EpcRole.Input or EpcRole.Output
                && spans.TryAdd(mention.Epc, (DateTimeOffset.MinValue, DateTimeOffset.MaxValue)))
            {
                queue.Enqueue(mention.Epc);
            }
        }

        while (queue.TryDequeue(out string? container))
        {
            (DateTimeOffset from, DateTimeOffset until) = spans[container];
            IEnumerable<string> children = (await steps.InsideAsync(container, cancellationToken)).Where(step => step.Role != EpcRole.Parent).Select(step => step.Epc);
            foreach (string child in children.Distinct(StringComparer.Ordinal))
            {
                foreach (Stay stay in (await graph.StaysOfAsync(child, cancellationToken)).Stays.Where(stay => stay.Container == container && stay.Overlaps(from, until)))
                {
                    DateTimeOffset start = stay.From > from ? stay.From : from, end = stay.Until < until ? stay.Until.Value : until;
                    bool isKnown = spans.TryGetValue(child, out (DateTimeOffset From, DateTimeOffset Until) known);
                    if (isKnown && known.From <= start && end <= known.Until)
                    {
                        continue;
                    }

                    if (!isKnown && spans.Count >= MostTouched)
                    {
                        log.LogWarning("Captured events touch more than {Most} things of {Site}; the twins of the others are not told", MostTouched, site);
                        return new SortedSet<string>(spans.Keys, StringComparer.Ordinal);
                    }

                    spans[child] = isKnown ? (start < known.From ? start : known.From, end > known.Until ? end : known.Until) : (start, end);
                    queue.Enqueue(child);
                }
            }
        }

        return new SortedSet<string>(spans.Keys, StringComparer.Ordinal);
    }

    private async Task ObserveAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        DateTimeOffset latest = time.GetUtcNow() + futureTolerance;
        var told = new List<CapturedReading>();
        foreach (StoredEvent stored in events)
        {
            IReadOnlyList<CapturedReading> readings = CapturedReadings.Of(stored);
            if (readings.Count == 0 || (await store.Events.FindAsync(stored.Event.Id, cancellationToken))?.Event.Error is not null)
            {
                continue;
            }

            // One from the far future would make everything after it look old.
            CapturedReading[] possible = [.. readings.Where(reading => reading.Read.Time <= latest)];
            if (possible.Length < readings.Count)
            {
                log.LogWarning(
                    "Captured event {Sequence}: expected readings up to {Latest:O}, found {Count} later ones; they are dropped", stored.Sequence, latest, readings.Count - possible.Length);
            }

            told.AddRange(possible);
        }

        await Task.WhenAll(told.GroupBy(reading => TwinNames.OfEpc(reading.Epc), StringComparer.Ordinal).Select(async readings =>
        {
            // Kept at once: the cursor that moves on behind this is all that would bring them again.
            await Twin(readings.Key).ObserveReadings([.. readings.Select(reading => reading.Read with { Tag = readings.Key })]);
            await Twin(readings.Key).Flush();
        }));
    }

    /// <summary>Takes back the readings of events that others among these withdraw: they have the numbers that they were told with.</summary>
    private async Task WithdrawAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        var withdrawn = new List<CapturedReading>();
        foreach (StoredEvent declaration in events.Where(stored => stored.Event.Error is not null))
        {
            if (await store.Events.FindOriginalAsync(declaration.Event.Id, cancellationToken) is { } original)
            {
                withdrawn.AddRange(CapturedReadings.Of(original));
            }
        }

        await Task.WhenAll(withdrawn.GroupBy(reading => TwinNames.OfEpc(reading.Epc), StringComparer.Ordinal).Select(readings =>
            Twin(readings.Key).WithdrawReadings([.. readings.Select(reading => reading.Read with { Tag = readings.Key })])));
    }

    private IObjectGrain Twin(string name) => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, name));
}
