using System.Globalization;
using System.Text.Json;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Silo.Http;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>Reads what a client subscribes to: from a body for webhooks, from a query string for sockets.</summary>
/// <param name="webhooks">Knows where webhooks may go.</param>
/// <param name="time">The clock.</param>
internal sealed class SubscriptionReader(WebhookHttp webhooks, TimeProvider time)
{
    private const string Stream = "stream";
    private const string ReportIfEmpty = "reportIfEmpty";
    private const string InitialRecordTime = "initialRecordTime";
    private static readonly string[] Members = ["dest", "signatureToken", Stream, "schedule", ReportIfEmpty, InitialRecordTime];

    /// <summary>Names of the query string's parameters that are a subscription's.</summary>
    public static IEnumerable<string> ParameterNames => [.. QuerySchedule.FieldNames, Stream, ReportIfEmpty, InitialRecordTime, "subscriptionID"];

    /// <summary>Reads a body: {"dest": …, "stream": true} or {"dest": …, "schedule": {…}}.</summary>
    /// <exception cref="EpcisProblem">It is none that can be.</exception>
    public Subscription ReadBody(ReadOnlyMemory<byte> utf8, string queryName, EpcisRequest request)
    {
        using JsonDocument json = NamedQueries.Parse(utf8);
        JsonElement root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Fault("", "an object", root.ValueKind.ToString());
        }

        if (root.EnumerateObject().FirstOrDefault(member => !Members.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw Fault("/" + unknown.Name, string.Join(", ", Members), "another member");
        }

        string dest = Destination(Text(root, "dest")).AbsoluteUri;
        Dictionary<string, string>? schedule = root.TryGetProperty("schedule", out JsonElement fields)
            ? fields.ValueKind == JsonValueKind.Object
                ? fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText())
                : throw Fault("/schedule", "an object", fields.GetRawText())
            : null;
        return Make(queryName, request, schedule, Flag(Text(root, Stream), Stream), Flag(Text(root, ReportIfEmpty), ReportIfEmpty), Text(root, InitialRecordTime)) with
        {
            Dest = dest,
            SignatureToken = Text(root, "signatureToken"),
        };
    }

    private Uri Destination(string? dest)
    {
        if (!WebhookHttp.IsAddress(dest, out Uri address))
        {
            throw EpcisProblem.Subscription(new EpcisException("/dest", "an http or https URL without user or password", dest ?? "nothing"));
        }

        return webhooks.IsAllowed(address)
            ? address
            : throw EpcisProblem.Subscription(new EpcisException("/dest", "a host that webhooks may go to; the operator lists them", address.Host));
    }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="EpcisProblem">It is none that can be.</exception>
    public Subscription ReadUrl(string queryName, EpcisRequest request)
    {
        if (request.Parameters().FirstOrDefault(pair => !ParameterNames.Contains(pair.Key)).Key is { } unknown)
        {
            throw Fault(unknown, string.Join(", ", ParameterNames), "another parameter");
        }

        var schedule = QuerySchedule.FieldNames.Where(name => request.Parameter(name) is not null).ToDictionary(name => name, name => request.Parameter(name)!);
        return Make(
            queryName,
            request,
            schedule.Count == 0 ? null : schedule,
            Flag(request.Parameter(Stream), Stream),
            Flag(request.Parameter(ReportIfEmpty), ReportIfEmpty),
            request.Parameter(InitialRecordTime));
    }

    private static EpcisProblem Fault(string place, string expected, string found) => EpcisProblem.Subscription(new EpcisException(place, expected, found));

    private static bool Flag(string? text, string name) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Fault(name, "true or false", text),
    };

    private static string? Text(JsonElement root, string name) => !root.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw Fault("/" + name, "text or a truth value", value.GetRawText()),
    };

    private Subscription Make(string queryName, EpcisRequest request, Dictionary<string, string>? schedule, bool isStream, bool isEmptyTold, string? initial)
    {
        if (schedule is null == !isStream)
        {
            throw Fault("schedule", "a schedule, or stream=true for events as they come", schedule is null ? "neither" : "both");
        }

        DateTimeOffset from = default;
        if (initial is not null && !EpcisTime.TryParse(initial, out from))
        {
            throw Fault(InitialRecordTime, "a time with its zone such as 2026-01-31T12:00:00Z", initial);
        }

        try
        {
            _ = schedule is null ? null : QuerySchedule.Parse(schedule);
        }
        catch (EpcisException fault)
        {
            throw EpcisProblem.Subscription(fault);
        }

        return new Subscription
        {
            SubscriptionId = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
            QueryName = queryName,
            Schedule = schedule,
            ReportIfEmpty = isEmptyTold,
            InitialRecordTime = initial is null ? null : from,
            Format = request.Format,
            CreatedAt = time.GetUtcNow(),
        };
    }
}
