using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Facts;

/// <summary>A fact as states keep it; site and object are those of the twin.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Thread">Id of what it is one chapter of; null for facts that stand alone.</param>
/// <param name="Payload">The fact as one JSON object.</param>
[GenerateSerializer, Immutable, Alias("twingrid.fact-entry")]
public sealed record FactEntry(
    [property: Id(0)] DateTimeOffset Time,
    [property: Id(1)] string Kind,
    [property: Id(2)] string? Thread,
    [property: Id(3)] string Payload)
{
    /// <summary>A record as an entry.</summary>
    public static FactEntry Of(FactRecord fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new(fact.Time, fact.Kind, fact.Thread, fact.Payload);
    }

    /// <summary>The record of an entry.</summary>
    public FactRecord ToRecord(string site, string subject) => new(site, subject, Time, Kind, Thread, Payload);
}
