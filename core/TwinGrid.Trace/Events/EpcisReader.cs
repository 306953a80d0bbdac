namespace TwinGrid.Trace.Events;

/// <summary>An event of a document: read, or refused.</summary>
/// <param name="Index">Its place in the document's list, from 0.</param>
/// <param name="Event">The event; null when it is refused.</param>
/// <param name="Fault">Why it is refused; null when it is not.</param>
public sealed record CapturedEvent(int Index, EpcisEvent? Event, EpcisException? Fault);

/// <summary>A document as captured.</summary>
/// <param name="Context">Its @context as JSON text without white space.</param>
/// <param name="Events">Its events in order, the faulty ones with their faults.</param>
public sealed record CapturedDocument(string Context, IReadOnlyList<CapturedEvent> Events);

/// <summary>Reads and checks EPCIS 2.0 JSON: EPCISDocument, EPCISQueryDocument, and single events.</summary>
public static class EpcisReader
{
    /// <summary>Reads a document. What is wrong with one event is told with that event; what is wrong with the document is thrown.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="EpcisException">It is no JSON, or no document of EPCIS 2.0; the place is a JSON pointer.</exception>
    public static CapturedDocument ReadDocument(ReadOnlyMemory<byte> utf8) => throw new NotSupportedException();

    /// <summary>Reads one event.</summary>
    /// <param name="utf8">The event object.</param>
    /// <param name="context">The @context that its names are under; null to take the event's own.</param>
    /// <exception cref="EpcisException">It is no event of EPCIS 2.0.</exception>
    public static EpcisEvent ReadEvent(ReadOnlyMemory<byte> utf8, string? context) => throw new NotSupportedException();
}
