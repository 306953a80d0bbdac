using Microsoft.AspNetCore.Http;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Subscriptions;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Queries;

/// <summary>/queries, /queries/{queryName}, /queries/{queryName}/events and /nextPageToken/{token}.</summary>
/// <param name="queries">Named queries.</param>
/// <param name="finder">Answers queries.</param>
/// <param name="answers">Writes events.</param>
/// <param name="subscriptions">Subscriptions to webhooks.</param>
/// <param name="sockets">Subscriptions over WebSocket.</param>
/// <param name="reader">Reads what clients subscribe to.</param>
/// <param name="paging">Pages.</param>
/// <param name="tokens">Tokens of next pages.</param>
internal sealed class QueryResource(
    NamedQueries queries,
    QueryFinder finder,
    EventAnswers answers,
    SubscriptionService subscriptions,
    SocketSessions sockets,
    SubscriptionReader reader,
    Paging paging,
    PageTokens tokens)
{
    private const int BodyLimit = 1 << 20;

    /// <summary>Adds the paths.</summary>
    public void Map(EpcisRoutes routes)
    {
        routes.Map("/queries", ("GET", ListAsync), ("POST", AddAsync));
        routes.Map("/queries/{queryName}", ("GET", OneAsync), ("DELETE", RemoveAsync));
        routes.Map("/queries/{queryName}/events", ("GET", EventsAsync));
        routes.Map("/nextPageToken/{token}", ("DELETE", async request =>
        {
            await tokens.RevokeAsync(request.Segment(1), request.Aborted);
            request.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        ));
    }

    private async Task AddAsync(EpcisRequest request)
    {
        string name = await queries.AddAsync(await request.BodyAsync(BodyLimit), request.Aborted);
        request.Response.StatusCode = StatusCodes.Status201Created;
        request.Response.Headers.Location = $"/queries/{name}";
    }

    private Task ListAsync(EpcisRequest request) => paging.AnswerAsync(
        request,
        (after, count) => queries.ListAsync(after, count, request.Aborted),
        query => query.Key,
        found => Replies.WriteAsync(request.Response, request.ContentType, json =>
        {
            json.WriteStartArray();
            foreach (StoredDocument query in found)
            {
                json.WriteRawValue(query.Json);
            }

            json.WriteEndArray();
        }));

    private async Task OneAsync(EpcisRequest request)
    {
        string name = request.Segment(1);
        string query = await queries.FindAsync(name, request.Aborted) ?? throw NamedQueries.Missing(name);
        await Replies.WriteAsync(request.Response, request.ContentType, json => json.WriteRawValue(query));
    }

    private async Task RemoveAsync(EpcisRequest request)
    {
        string name = request.Segment(1);
        if (!await queries.RemoveAsync(name, request.Aborted))
        {
            throw NamedQueries.Missing(name);
        }

        await subscriptions.RemoveAllAsync(name, CancellationToken.None);
        await sockets.CloseAllAsync(name);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task EventsAsync(EpcisRequest request)
    {
        string name = request.Segment(1);
        if (request.Http.WebSockets.IsWebSocketRequest)
        {
            await SubscriptionResource.CheckAsync(queries, name, request.Aborted);
            await sockets.ServeAsync(request, reader.ReadUrl(name, request), request.Parameter("subscriptionID"));
            return;
        }

        EventQuery query = await queries.ReadAsync(name, request.Aborted);
        if (request.Parameters().FirstOrDefault(pair => !Paging.IsOurs(pair.Key)).Key is { } other)
        {
            throw SubscriptionReader.ParameterNames.Contains(other)
                ? EpcisProblem.Subscription(new EpcisException(other, "a WebSocket handshake with it", "none"))
                : EpcisProblem.Parameter(new EpcisException(other, "perPage or nextPageToken; the query's own parameters stand in its definition", "another parameter"));
        }

        await answers.AnswerAsync(request, await finder.PageAsync(request, query), name);
    }
}
