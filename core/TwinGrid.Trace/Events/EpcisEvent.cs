using System.Collections.Immutable;

namespace TwinGrid.Trace.Events;

/// <summary>An EPC or class that an event mentions.</summary>
/// <param name="Role">The part that it plays.</param>
/// <param name="Epc">
/// Canonical: the GS1 Digital Link https://id.gs1.org/… where the identifier is one of GS1's, however the event wrote it; otherwise
/// the URI as it stands. Equal things have equal text.
/// </param>
/// <param name="Quantity">Amount of a class; null for single things and where none is given.</param>
/// <param name="Unit">Unit of the amount, UN/CEFACT code; null for a count.</param>
public readonly record struct EpcMention(EpcRole Role, string Epc, decimal? Quantity = null, string? Unit = null);

/// <summary>What an error declaration says, EPCIS 2.0 section 7.4.1.3: the event it stands in is withdrawn.</summary>
/// <param name="Time">When it was declared.</param>
/// <param name="Reason">Canonical URI of the reason; null for none.</param>
/// <param name="CorrectiveEvents">Ids of the events that say it right.</param>
public sealed record ErrorDeclaration(DateTimeOffset Time, string? Reason, ImmutableArray<string> CorrectiveEvents);

/// <summary>
/// One EPCIS event: what stores index and folds read, beside the JSON as captured, which is what is given back. Always valid:
/// <see cref="EpcisReader"/> makes them.
/// </summary>
public sealed record EpcisEvent
{
    /// <summary>Its id: as given, or the hash of its content ("ni:///sha-256;…?ver=CBV2.0").</summary>
    public required string Id { get; init; }

    /// <summary>Its type.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>Its type as written: ObjectEvent, or a name of a user's vocabulary.</summary>
    public required string TypeName { get; init; }

    /// <summary>When it happened, with the offset that was written in eventTime.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it says of its things; null for transformations and extended events without one.</summary>
    public EventAction? Action { get; init; }

    /// <summary>Business step as canonical URI, https://ref.gs1.org/cbv/BizStep-shipping, or a user's own.</summary>
    public string? BizStep { get; init; }

    /// <summary>Disposition as canonical URI, https://ref.gs1.org/cbv/Disp-in_transit, or a user's own.</summary>
    public string? Disposition { get; init; }

    /// <summary>Where it was read, canonical as <see cref="EpcMention.Epc"/>.</summary>
    public string? ReadPoint { get; init; }

    /// <summary>Where the things are from then on, canonical as <see cref="EpcMention.Epc"/>.</summary>
    public string? BizLocation { get; init; }

    /// <summary>Id that joins transformation events of one process.</summary>
    public string? TransformationId { get; init; }

    /// <summary>Every EPC and class that it mentions, in the order of the event; parent first.</summary>
    public ImmutableArray<EpcMention> Mentions { get; init; } = [];

    /// <summary>Set when the event is withdrawn.</summary>
    public ErrorDeclaration? Error { get; init; }

    /// <summary>The @context that its names are under, as JSON text without white space.</summary>
    public required string Context { get; init; }

    /// <summary>The event as captured, UTF-8 without white space, members in their order, eventID included and recordTime left out.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }
}

/// <summary>An event in a store.</summary>
/// <param name="Sequence">Its place in the order of capture, from 1.</param>
/// <param name="RecordTime">When it was captured, UTC.</param>
/// <param name="Event">The event.</param>
public sealed record StoredEvent(long Sequence, DateTimeOffset RecordTime, EpcisEvent Event);
