using Microsoft.AspNetCore.Http;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Events;

/// <summary>/events and /events/{eventID}.</summary>
/// <param name="store">The events.</param>
/// <param name="finder">Answers queries.</param>
/// <param name="answers">Writes events.</param>
/// <param name="master">Master data.</param>
/// <param name="settings">How EPCIS is served.</param>
internal sealed class EventResource(ITraceStore store, QueryFinder finder, EventAnswers answers, MasterDataStore master, EpcisSettings settings)
{
    /// <summary>The name of the query that every EPCIS service has.</summary>
    public const string SimpleEventQuery = "SimpleEventQuery";

    /// <summary>Adds the paths.</summary>
    public void Map(EpcisRoutes routes)
    {
        routes.Map("/events", ("GET", request => ListAsync(request, null)), ("POST", CaptureAsync));
        routes.Map("/events/{eventID}", ("GET", OneAsync));
    }

    /// <summary>Answers with the events that a request's parameters, and one condition more, ask for.</summary>
    public async Task ListAsync(EpcisRequest request, EventCondition? also)
    {
        EventQuery query = Read(request, await master.ReadAsync(request.Aborted));
        query = also is null ? query : query with { Conditions = query.Conditions.Insert(0, also) };
        await answers.AnswerAsync(request, await finder.PageAsync(request, query), SimpleEventQuery);
    }

    private static EventQuery Read(EpcisRequest request, MasterData master)
    {
        try
        {
            return QueryReader.Read(QueryParameter.OfUrl(request.Parameters().Where(pair => !Paging.IsOurs(pair.Key))), request.Names, master);
        }
        catch (EpcisException fault)
        {
            throw EpcisProblem.Parameter(fault);
        }
    }

    private async Task OneAsync(EpcisRequest request)
    {
        string id = request.Segment(1);
        StoredEvent found = await store.Events.FindAsync(id, request.Aborted) ?? throw EpcisProblem.Missing($"no event {id}");
        await answers.AnswerAsync(request, [found], SimpleEventQuery);
    }

    private async Task CaptureAsync(EpcisRequest request)
    {
        EpcisEvent happening = EpcisReader.ReadEvent(await request.BodyAsync(settings.CaptureByteLimit), null);
        if (TwinEvents.FaultOf(happening, "") is { } fault)
        {
            throw EpcisProblem.Validation(fault);
        }

        IReadOnlyList<AppendOutcome> outcomes = await store.Events.AppendAsync([happening], isAtomic: true, request.Aborted);
        if (outcomes[0] is AppendOutcome.Conflicting or AppendOutcome.Repeated)
        {
            throw EpcisProblem.Taken($"event {happening.Id} is there already{(outcomes[0] == AppendOutcome.Conflicting ? " with other content" : "")}");
        }

        request.Response.StatusCode = StatusCodes.Status201Created;
        request.Response.Headers.Location = "/events/" + Uri.EscapeDataString(happening.Id);
        request.Response.ContentType = request.ContentType;
        await request.Response.Body.WriteAsync(happening.Json, request.Aborted);
    }
}
