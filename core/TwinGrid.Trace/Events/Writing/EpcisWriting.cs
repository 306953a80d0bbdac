using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events.Writing;

/// <summary>How events are written for the one who asked.</summary>
public sealed record EpcisWriting
{
    /// <summary>When the document is made.</summary>
    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>Whether each event says when it was captured.</summary>
    public bool HasRecordTime { get; init; } = true;

    /// <summary>The form of identifiers.</summary>
    public EpcFormat Format { get; init; } = EpcFormat.NeverTranslates;

    /// <summary>How long company prefixes are; a link whose prefix has no known length stays a link.</summary>
    public CompanyPrefixLengths Lengths { get; init; } = CompanyPrefixLengths.Unknown;

    /// <summary>Name of the query that is answered; null for a document that answers none, an EPCISDocument.</summary>
    public string? QueryName { get; init; }

    /// <summary>Id of the subscription that is answered; null for none.</summary>
    public string? SubscriptionId { get; init; }
}
