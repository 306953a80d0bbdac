using System.Collections.Immutable;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
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
internal sealed class TwinTeller(IGrainFactory grains, ITraceStore store, string site)
{
    private const int AtOnce = 64;

    /// <summary>Tells everything that some events touch: the things that they name, and what was ever inside of these.</summary>
    public async Task TellAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        long asOf = await store.Events.LastAsync(cancellationToken);
        var steps = new StepReader(store.Steps, new QuestionLimits());
        var graph = new ContainmentGraph(steps);
        var reader = new EvidenceReader(steps, graph, new NoSightings());
        foreach (string[] things in (await TouchedAsync(events, graph, cancellationToken)).Chunk(AtOnce))
        {
            var lives = new List<(string Name, ObjectLife Life)>(things.Length);
            foreach (string thing in things)
            {
                lives.Add((TwinNames.OfEpc(thing), LifeOf(await reader.OfEventsAsync(thing, DateTimeOffset.MaxValue, cancellationToken), asOf)));
            }

            // First what counts for them, then the readings that may.
            await Task.WhenAll(lives.Select(told => Twin(told.Name).Learn(told.Life)));
            await Task.WhenAll(lives.SelectMany(told => told.Life.Enclosures
                .GroupBy(stay => stay.Name, StringComparer.Ordinal)
                .Select(box => Twin(box.Key).Hold(told.Name, [.. box.Select(stay => stay with { Name = told.Name })]))));
        }

        await ObserveAsync(events);
    }

    private static ObjectLife LifeOf(Evidence evidence, long asOf)
    {
        LifeState state = evidence.ToState();
        ImmutableArray<ContainerStay> stays = [.. evidence.Enclosures.Select(e => new ContainerStay(TwinNames.OfEpc(e.Container), e.From, EndOf(e)))];
        string? parent = evidence.Enclosures.LastOrDefault(e => e.Depth == 1 && EndOf(e) is null)?.Container;
        return new ObjectLife(asOf, state.Stage, state.Since, state.Place?.Name, parent is null ? null : TwinNames.OfEpc(parent), stays);
    }

    private static DateTimeOffset? EndOf(Enclosure enclosure) => enclosure.Until is { } end && end < DateTimeOffset.MaxValue ? end : null;

    /// <summary>Classes have no twins: more of them come into being again and again.</summary>
    private static async Task<SortedSet<string>> TouchedAsync(IReadOnlyList<StoredEvent> events, ContainmentGraph graph, CancellationToken cancellationToken)
    {
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (EpcMention mention in events.SelectMany(stored => stored.Event.Mentions))
        {
            if (mention.Role is EpcRole.Epc or EpcRole.Parent or EpcRole.Child or EpcRole.Input or EpcRole.Output && touched.Add(mention.Epc))
            {
                foreach (Held held in await graph.HeldAsync(mention.Epc, DateTimeOffset.MinValue, null, cancellationToken))
                {
                    touched.Add(held.Epc);
                }
            }
        }

        return touched;
    }

    private Task ObserveAsync(IReadOnlyList<StoredEvent> events) => Task.WhenAll(events
        .SelectMany(CapturedReadings.Of)
        .GroupBy(reading => TwinNames.OfEpc(reading.Epc), StringComparer.Ordinal)
        .Select(async readings =>
        {
            // Kept at once: the cursor that moves on behind this is all that would bring them again.
            await Twin(readings.Key).ObserveReadings([.. readings.Select(reading => reading.Read with { Tag = readings.Key })]);
            await Twin(readings.Key).Flush();
        }));

    private IObjectGrain Twin(string name) => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, name));
}
