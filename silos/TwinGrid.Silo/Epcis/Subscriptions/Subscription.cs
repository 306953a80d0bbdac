using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>A standing query as a client asked for it.</summary>
internal sealed record Subscription
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Its id.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The query.</summary>
    public required string QueryName { get; init; }

    /// <summary>Where webhooks go; null for a socket.</summary>
    public string? Dest { get; init; }

    /// <summary>Secret that webhooks are signed with; null for none.</summary>
    public string? SignatureToken { get; init; }

    /// <summary>Fields of the schedule; null for events as they come.</summary>
    public IReadOnlyDictionary<string, string>? Schedule { get; init; }

    /// <summary>Whether a schedule's moment without events is told too.</summary>
    public bool ReportIfEmpty { get; init; }

    /// <summary>Only events captured then or later; null for those after the subscription.</summary>
    public DateTimeOffset? InitialRecordTime { get; init; }

    /// <summary>Form of identifiers.</summary>
    public EpcFormat Format { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The query with what the subscription adds.</summary>
    public EventQuery Narrow(EventQuery query) => InitialRecordTime is { } from
        ? query with { Conditions = query.Conditions.Add(new TimeCondition(TimeField.RecordTime, from, null)) }
        : query;
}

/// <summary>How far a subscriber has been served.</summary>
/// <param name="Sequence">Everything up to this place in the order of capture has been acknowledged, or was not wanted.</param>
/// <param name="PendingTo">End of the delivery that is under way; null for none. After a crash the same delivery is made again.</param>
/// <param name="LastNotifiedAt">When a delivery was last acknowledged.</param>
internal sealed record DeliveryCursor(long Sequence, long? PendingTo = null, DateTimeOffset? LastNotifiedAt = null);
