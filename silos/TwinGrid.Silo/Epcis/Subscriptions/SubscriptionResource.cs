using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>/queries/{queryName}/subscriptions and what is under it.</summary>
/// <param name="queries">Named queries.</param>
/// <param name="subscriptions">The subscriptions.</param>
/// <param name="reader">Reads what clients subscribe to.</param>
/// <param name="paging">Pages.</param>
internal sealed class SubscriptionResource(NamedQueries queries, SubscriptionService subscriptions, SubscriptionReader reader, Paging paging)
{
    private const int BodyLimit = 1 << 16;

    /// <summary>Adds the paths.</summary>
    public void Map(EpcisRoutes routes)
    {
        routes.Map("/queries/{queryName}/subscriptions", ("GET", ListAsync), ("POST", SubscribeAsync));
        routes.Map("/queries/{queryName}/subscriptions/{subscriptionID}", ("GET", OneAsync), ("DELETE", UnsubscribeAsync));
    }

    /// <summary>Refuses to stand on a query that limits how many events it gives: what of them would come next is not defined.</summary>
    /// <exception cref="EpcisProblem">The query is missing, or has such a limit.</exception>
    public static async Task CheckAsync(NamedQueries queries, string name, CancellationToken cancellationToken)
    {
        EventQuery query = await queries.ReadAsync(name, cancellationToken);
        if (query.EventCountLimit is not null || query.MaxEventCount is not null)
        {
            throw EpcisProblem.Subscription(new EpcisException(name, "a query without eventCountLimit and maxEventCount", "one with"));
        }
    }

    private async Task SubscribeAsync(EpcisRequest request)
    {
        string name = request.Segment(1);
        await CheckAsync(queries, name, request.Aborted);
        Subscription subscription = reader.ReadBody(await request.BodyAsync(BodyLimit), name, request);
        await subscriptions.AddAsync(subscription, request.Aborted);
        request.Response.StatusCode = StatusCodes.Status201Created;
        request.Response.Headers.Location = $"/queries/{name}/subscriptions/{subscription.SubscriptionId}";
        await Replies.WriteAsync(request.Response, request.ContentType, json => Write(json, subscription, null));
    }

    private async Task ListAsync(EpcisRequest request)
    {
        string name = request.Segment(1);
        _ = await queries.FindAsync(name, request.Aborted) ?? throw NamedQueries.Missing(name);
        await paging.AnswerAsync(
            request,
            (after, count) => subscriptions.ListAsync(name, after, count, request.Aborted),
            item => item.Subscription.SubscriptionId,
            found => Replies.WriteAsync(request.Response, request.ContentType, json =>
            {
                json.WriteStartArray();
                foreach ((Subscription subscription, DeliveryCursor? cursor) in found)
                {
                    Write(json, subscription, cursor);
                }

                json.WriteEndArray();
            }));
    }

    private async Task OneAsync(EpcisRequest request)
    {
        (Subscription subscription, DeliveryCursor? cursor) =
            await subscriptions.FindAsync(request.Segment(1), request.Segment(3), request.Aborted) ?? throw Missing(request);
        await Replies.WriteAsync(request.Response, request.ContentType, json => Write(json, subscription, cursor));
    }

    private async Task UnsubscribeAsync(EpcisRequest request)
    {
        if (!await subscriptions.RemoveAsync(request.Segment(1), request.Segment(3), request.Aborted))
        {
            throw Missing(request);
        }

        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static EpcisProblem Missing(EpcisRequest request) => EpcisProblem.Missing($"no subscription {request.Segment(3)} of query {request.Segment(1)}");

    /// <summary>A subscription as clients see it: without its secret.</summary>
    private static void Write(Utf8JsonWriter json, Subscription subscription, DeliveryCursor? cursor)
    {
        json.WriteStartObject();
        json.WriteString("subscriptionID", subscription.SubscriptionId);
        json.WriteString("queryName", subscription.QueryName);
        json.WriteString("dest", subscription.Dest);
        json.WriteString("createdAt", EventAnswers.Text(subscription.CreatedAt));
        if (cursor?.LastNotifiedAt is { } notified)
        {
            json.WriteString("lastNotifiedAt", EventAnswers.Text(notified));
        }

        if (subscription.InitialRecordTime is { } initial)
        {
            json.WriteString("initialRecordTime", EventAnswers.Text(initial));
        }

        json.WriteString("minRecordTime", EventAnswers.Text(cursor?.LastNotifiedAt ?? subscription.InitialRecordTime ?? subscription.CreatedAt));
        json.WriteString("epcFormat", subscription.Format switch
        {
            EpcFormat.AlwaysEpcUrn => "Always_EPC_URN",
            EpcFormat.AlwaysGs1DigitalLink => "Always_GS1_Digital_Link",
            _ => "Never_Translates",
        });
        if (subscription.Schedule is { } schedule)
        {
            json.WriteBoolean("reportIfEmpty", subscription.ReportIfEmpty);
            json.WriteStartObject("schedule");
            foreach ((string field, string value) in schedule)
            {
                json.WriteString(field, value);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteBoolean("stream", true);
        }

        json.WriteEndObject();
    }
}
