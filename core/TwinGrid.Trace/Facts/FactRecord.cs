namespace TwinGrid.Trace.Facts;

/// <summary>
/// Something that happened to a twin, as it is kept for good: where it was, what it measured, what rule it broke, who said what of
/// that. The same fact always makes the same record, so that one told again is recognised by its <see cref="Id"/>.
/// </summary>
/// <param name="Site">Name of the site.</param>
/// <param name="Subject">Name of the object that it happened to.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What happened, past tense in kebab case: object-located, readings-used, excursion-started.</param>
/// <param name="Thread">Id of what it is one chapter of, such as an excursion; null for facts that stand alone.</param>
/// <param name="Payload">The fact as one JSON object.</param>
public sealed record FactRecord(string Site, string Subject, DateTimeOffset Time, string Kind, string? Thread, string Payload)
{
    /// <summary>SHA-256 over all fields, each with its length before it, in lower-case hexadecimal.</summary>
    public string Id => FactHash.Of(this);
}

/// <summary>A fact in the log.</summary>
/// <param name="Sequence">Its place in the log, from 1, without gaps.</param>
/// <param name="RecordTime">When it was written, UTC.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Hash">SHA-256 that chains it to the record before, in lower-case hexadecimal.</param>
public sealed record LoggedFact(long Sequence, DateTimeOffset RecordTime, FactRecord Fact, string Hash);

/// <summary>Where facts are written: durable on return, each once however often it is told.</summary>
public interface IFactLog
{
    /// <summary>Appends the facts that are not there yet, in their order.</summary>
    Task AppendAsync(IReadOnlyList<FactRecord> facts, CancellationToken cancellationToken);
}
