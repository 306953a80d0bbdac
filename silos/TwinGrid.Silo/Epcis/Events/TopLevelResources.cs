using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Events;

/// <summary>The resources by which events can be gone through: what they are of, and the events of each.</summary>
/// <param name="store">The events.</param>
/// <param name="events">Lists of events.</param>
/// <param name="answers">Writes identifiers.</param>
/// <param name="paging">Pages.</param>
internal sealed class TopLevelResources(ITraceStore store, EventResource events, EventAnswers answers, Paging paging)
{
    private static readonly string[] All = ["queries", "capture", "events", "eventTypes", "epcs", "readPoints", "bizLocations", "dispositions", "bizSteps"];
    private static readonly EpcRole[] Mentioned = [.. Enum.GetValues<EpcRole>().Where(role => role != EpcRole.Lot)];
    private static readonly string[] StandardTypes = [.. Enum.GetNames<EventKind>().Where(name => name != nameof(EventKind.ExtendedEvent)).Order(StringComparer.Ordinal)];

    /// <summary>Adds the paths.</summary>
    public void Map(EpcisRoutes routes)
    {
        routes.Map("/", ("GET", RootAsync));
        MapField(routes, "bizSteps", "{bizStep}", EventField.BizStep, Word(CbvVocabulary.BizStep), (_, value) => Cbv.Word(CbvVocabulary.BizStep, value));
        MapField(routes, "dispositions", "{disposition}", EventField.Disposition, Word(CbvVocabulary.Disposition), (_, value) => Cbv.Word(CbvVocabulary.Disposition, value));
        MapField(routes, "bizLocations", "{bizLocation}", EventField.BizLocation, Epc, Identifier);
        MapField(routes, "readPoints", "{readPoint}", EventField.ReadPoint, Epc, Identifier);
        Map(
            routes,
            "eventTypes",
            "{eventType}",
            (after, count, cancellationToken) => TypesAsync(after, count, cancellationToken),
            (_, value) => value,
            request => new FieldCondition(EventField.EventType, [request.Segment(1)]),
            request => StandardTypes.Contains(request.Segment(1)));
        Map(
            routes,
            "epcs",
            "{epc}",
            store.Events.EpcsAsync,
            Identifier,
            request => new MentionCondition([.. Mentioned], [CanonicalEpc.Of(request.Segment(1))]),
            _ => false);
    }

    /// <summary>The list of resources; a browser, which asks for HTML, is sent to the page.</summary>
    private static Task RootAsync(EpcisRequest request)
    {
        if (request.Http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            request.Response.Redirect("/live");
            return Task.CompletedTask;
        }

        return Replies.CollectionAsync(request, All);
    }

    private static string Epc(EpcisRequest request) => CanonicalEpc.Of(request.Names?.Expand(request.Segment(1)) ?? request.Segment(1));

    private static Func<EpcisRequest, string> Word(CbvVocabulary vocabulary) => request =>
        Cbv.CanonicalUri(vocabulary, request.Names?.Expand(request.Segment(1)) ?? request.Segment(1)) ?? throw EpcisProblem.Missing($"no {vocabulary} {request.Segment(1)}");

    private string Identifier(EpcisRequest request, string epc) => answers.Identifier(request.Format, epc);

    private void MapField(EpcisRoutes routes, string name, string item, EventField field, Func<EpcisRequest, string> canonical, Func<EpcisRequest, string, string> write) => Map(
        routes,
        name,
        item,
        (after, count, cancellationToken) => store.Events.ValuesAsync(field, after, count, cancellationToken),
        write,
        request => new FieldCondition(field, [canonical(request)]),
        _ => false);

    private void Map(
        EpcisRoutes routes,
        string name,
        string item,
        Func<string?, int, CancellationToken, Task<IReadOnlyList<string>>> read,
        Func<EpcisRequest, string, string> write,
        Func<EpcisRequest, EventCondition> condition,
        Func<EpcisRequest, bool> isAlwaysThere)
    {
        routes.Map($"/{name}", ("GET", request => paging.AnswerAsync(
            request,
            (after, count) => read(after, count, request.Aborted),
            value => value,
            found => Replies.CollectionAsync(request, found.Select(value => write(request, value))))));
        routes.Map($"/{name}/{item}", ("GET", async request =>
        {
            await CheckAsync(request);
            await Replies.CollectionAsync(request, ["events"]);
        }
        ));
        routes.Map($"/{name}/{item}/events", ("GET", async request =>
        {
            await CheckAsync(request);
            await events.ListAsync(request, condition(request));
        }
        ));

        async Task CheckAsync(EpcisRequest request)
        {
            if (!isAlwaysThere(request) && !await IsThereAsync(condition(request), request.Aborted))
            {
                throw EpcisProblem.Missing($"no event has {request.Segment(1)} among its {name}");
            }
        }
    }

    private async Task<bool> IsThereAsync(EventCondition condition, CancellationToken cancellationToken)
    {
        await foreach (StoredEvent _ in store.Events.QueryAsync(new EventQuery { Conditions = [condition] }, null, cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>The standard's types are served whether or not there is an event of them.</summary>
    private async Task<IReadOnlyList<string>> TypesAsync(string? after, int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = await store.Events.ValuesAsync(EventField.EventType, after, count, cancellationToken);
        return [.. found.Union(StandardTypes.Where(type => after is null || string.CompareOrdinal(type, after) > 0)).Order(StringComparer.Ordinal).Take(count)];
    }
}
