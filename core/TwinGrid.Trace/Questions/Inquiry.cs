using System.Globalization;
using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>What one question reads with: each step once, within limits. Not for several threads.</summary>
internal sealed class Inquiry
{
    /// <summary>At most this many contradictions are told.</summary>
    private const int MaximumAnomalies = 50;

    public Inquiry(IEventSteps steps, ITwinSightings sightings, QuestionLimits limits)
    {
        Steps = new StepReader(steps, limits);
        Graph = new ContainmentGraph(Steps);
        Sightings = sightings;
        Reader = new EvidenceReader(Steps, Graph, sightings);
    }

    public StepReader Steps { get; }

    public ContainmentGraph Graph { get; }

    public ITwinSightings Sightings { get; }

    public EvidenceReader Reader { get; }

    /// <summary>Contradictions in a thing's own life and stays, and the circles met, in words.</summary>
    public async Task<IReadOnlyList<string>> AnomaliesAsync(string epc, LifeState? state, CancellationToken cancellationToken)
    {
        IEnumerable<string> life = state is null ? [] : state.Anomalies.Select(a => string.Create(
            CultureInfo.InvariantCulture, $"{a.Time:u} {a.Claim} does not follow {a.Stage} (event {a.EventId ?? "of a twin"})"));
        IReadOnlyList<ContainmentAnomaly> stays = (await Graph.StaysOfAsync(epc, cancellationToken)).Anomalies;
        return [.. life.Concat(stays.Concat(Graph.Cycles).Select(InWords)).Take(MaximumAnomalies)];
    }

    /// <summary>Things that an event names at a place before a moment, and whatever was ever inside of these: who may have been there.</summary>
    public async Task<IReadOnlyList<string>> EverAtAsync(string place, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var things = new SortedSet<string>(StringComparer.Ordinal);
        DateTimeOffset end = until;
        for (TimeSpan width = TimeSpan.FromDays(1); end > DateTimeOffset.MinValue; width *= 2)
        {
            // Backwards in growing strides: a busy place meets the limit before all of its steps are in memory.
            DateTimeOffset start = end - DateTimeOffset.MinValue > width ? end - width : DateTimeOffset.MinValue;
            foreach (EventStep step in await Steps.AtAsync(place, start, end, cancellationToken))
            {
                if (step.Role != EpcRole.Lot && !step.IsWithdrawn)
                {
                    things.Add(step.Epc);
                }
            }

            end = start;
        }

        return await WithContentsAsync(things, until, cancellationToken);
    }

    /// <summary>Things, and whatever was ever inside of them before a moment.</summary>
    public async Task<IReadOnlyList<string>> WithContentsAsync(IReadOnlyCollection<string> things, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var all = new HashSet<string>(things, StringComparer.Ordinal);
        foreach (string thing in things)
        {
            foreach (Held held in await Graph.HeldAsync(thing, DateTimeOffset.MinValue, until, cancellationToken))
            {
                all.Add(held.Epc);
            }
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }

    private static string InWords(ContainmentAnomaly a)
    {
        string what = a.Fault switch
        {
            ContainmentFault.Displaced => $"put into {a.Container} and never taken out of {a.Other}",
            ContainmentFault.NotInside => $"taken out of {a.Container}, which it was not in",
            ContainmentFault.MoreThanInside => $"more taken out of {a.Container} than was in it",
            ContainmentFault.InsideItself => "put into itself",
            _ => $"inside {a.Container}, which is inside of it",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{a.Time:u} {a.Thing} {what}{(a.EventId is null ? "" : $" (event {a.EventId})")}");
    }
}
