using System.Text.Json;
using TwinGrid.Grains;
using TwinGrid.Grains.Facts;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.ColdChain.Rules;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Events;

/// <summary>Which facts become events, and which event each becomes.</summary>
internal sealed class FactEvents(ITraceStore store, SiteCatalog sites, SiloSettings settings)
{
    /// <summary>The event of a fact; null for a fact that becomes none.</summary>
    public async Task<EpcisEvent?> OfAsync(LoggedFact logged, CancellationToken cancellationToken)
    {
        FactRecord fact = logged.Fact;
        byte[]? json = fact.Kind switch
        {
            ExcursionFacts.Started => TwinEvents.OfExcursion(fact, await RulesAsync(logged, cancellationToken), null),
            ExcursionFacts.Withdrawn => await WithdrawnAsync(logged, cancellationToken),
            FactKinds.Arrived when settings.Alerts.WritesPlaces => Arrival(fact),
            FactKinds.Located or FactKinds.Moved when settings.Alerts.WritesPlaces => Place(fact),
            _ => null,
        };
        return json is null ? null : EpcisReader.ReadEvent(json, TwinEvents.Context);
    }

    /// <summary>The event of the excursion's last start before this withdrawal, withdrawn.</summary>
    private async Task<byte[]?> WithdrawnAsync(LoggedFact withdrawn, CancellationToken cancellationToken)
    {
        IReadOnlyList<LoggedFact> thread = withdrawn.Fact.Thread is { } id ? await store.Facts.OfThreadAsync(id, cancellationToken) : [];
        LoggedFact? started = thread.LastOrDefault(chapter => chapter.Sequence < withdrawn.Sequence && chapter.Fact.Kind == ExcursionFacts.Started);
        return started is null ? null : TwinEvents.OfExcursion(started.Fact, await RulesAsync(started, cancellationToken), withdrawn.Fact.Time);
    }

    /// <summary>The rules that an object was under when a fact was written.</summary>
    private async Task<RuleSet?> RulesAsync(LoggedFact logged, CancellationToken cancellationToken)
    {
        LoggedFact? newest = null;
        await foreach (LoggedFact rules in store.Facts.OfSubjectAsync(
            logged.Fact.Site, logged.Fact.Subject, [ReadingFacts.RulesAssigned], DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken))
        {
            newest = rules.Sequence < logged.Sequence && !(rules.Sequence < newest?.Sequence) ? rules : newest;
        }

        return newest is null ? null : ReadingFacts.ReadRules(newest.Fact).Rules.Rules;
    }

    private byte[]? Place(FactRecord fact)
    {
        using JsonDocument payload = JsonDocument.Parse(fact.Payload);
        bool isMove = fact.Kind == FactKinds.Moved;
        string? before = isMove ? RegionOf(fact.Site, payload.RootElement.GetProperty("from")) : null;
        string? now = RegionOf(fact.Site, payload.RootElement.GetProperty(isMove ? "to" : "position"));
        return now is null || now == before ? null : TwinEvents.OfPlace(fact, now);
    }

    /// <summary>Each stay is an event: a thing that comes by a door again has passed it again.</summary>
    private static byte[] Arrival(FactRecord fact)
    {
        using JsonDocument payload = JsonDocument.Parse(fact.Payload);
        return TwinEvents.OfPlace(fact, payload.RootElement.GetProperty("place").GetString() ?? throw new FormatException("an arrival: expected a place, found null"));
    }

    /// <summary>The first region by name that a place lies in; null where no plan has it.</summary>
    private string? RegionOf(string site, JsonElement place)
    {
        double x = place.GetProperty("x").GetDouble(), y = place.GetProperty("y").GetDouble();
        return sites.Of(site)
            .Where(plan => Contains(plan.Region.Low, plan.Region.High, x, y))
            .Select(plan => TwinKeys.NameOf(plan.RegionKey))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static bool Contains(Position low, Position high, double x, double y) => low.X <= x && x <= high.X && low.Y <= y && y <= high.Y;
}
