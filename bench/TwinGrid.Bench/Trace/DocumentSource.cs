using System.Globalization;
using System.Text;

namespace TwinGrid.Bench.Trace;

/// <summary>
/// EPCIS documents as a reader's middleware would send them: each event names one of many objects at random, the worst case for
/// indexes since no two neighbours in time are neighbours in a tree. The same seed gives the same documents.
/// </summary>
/// <param name="objects">Objects that events are drawn from.</param>
/// <param name="seed">Of the draw.</param>
internal sealed class DocumentSource(int objects, int seed)
{
    /// <summary>Events of a document.</summary>
    public const int EventsPerDocument = 100;

    private static readonly string[] Steps = ["commissioning", "packing", "shipping", "receiving", "storing", "retail_selling"];
    private static readonly string[] Dispositions = ["active", "in_progress", "in_transit", "sellable_accessible"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Canonical EPC of an object.</summary>
    public static string Epc(int serial) => string.Create(CultureInfo.InvariantCulture, $"https://id.gs1.org/01/09521321012346/21/{serial}");

    /// <summary>A document.</summary>
    /// <param name="number">Its place among the documents, from 0; time goes on with it.</param>
    public byte[] Document(int number)
    {
        var random = new Random(HashCode(number));
        var text = new StringBuilder(64 * 1024);
        text.Append("""{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-01-01T00:00:00Z","epcisBody":{"eventList":[""");
        var id = new byte[16];
        for (int index = 0; index < EventsPerDocument; index++)
        {
            random.NextBytes(id);
            DateTimeOffset time = Start.AddMilliseconds((((long)number * EventsPerDocument) + index) * 50);
            string separator = index == 0 ? "" : ",";
            text.Append(CultureInfo.InvariantCulture, $$"""
                {{separator}}{"type":"ObjectEvent","eventID":"urn:uuid:{{new Guid(id)}}","eventTime":"{{time:yyyy-MM-ddTHH:mm:ss.fffZ}}","eventTimeZoneOffset":"+00:00","epcList":["{{Epc(random.Next(objects))}}"],"action":"OBSERVE","bizStep":"{{Steps[random.Next(Steps.Length)]}}","disposition":"{{Dispositions[random.Next(Dispositions.Length)]}}","readPoint":{"id":"https://id.gs1.org/414/9521321000010/254/{{random.Next(50)}}"},"bizLocation":{"id":"https://id.gs1.org/414/9521321000010/254/L{{random.Next(20)}}"} }
                """);
        }

        return Encoding.UTF8.GetBytes(text.Append("]}}").ToString());
    }

    private int HashCode(int number) => unchecked((number * 486187739) + seed);
}
