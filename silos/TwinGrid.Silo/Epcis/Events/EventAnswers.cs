using System.Buffers;
using System.Globalization;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Writing;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Epcis.Events;

/// <summary>Events as clients get them: an EPCISQueryDocument.</summary>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="time">The clock.</param>
internal sealed class EventAnswers(EpcisSettings settings, TimeProvider time)
{
    private readonly CompanyPrefixLengths _lengths = CompanyPrefixFile.Read(settings.CompanyPrefixFile);

    /// <summary>A time as EPCIS writes it, in UTC.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A document of events.</summary>
    /// <param name="events">The events, in order.</param>
    /// <param name="format">Form of identifiers.</param>
    /// <param name="queryName">Name of the query that they answer.</param>
    /// <param name="subscriptionId">Id of the subscription that they are for; null for none.</param>
    public ReadOnlyMemory<byte> Document(IEnumerable<StoredEvent> events, EpcFormat format, string queryName, string? subscriptionId)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new EpcisWriter(output, new EpcisWriting
        {
            CreationDate = time.GetUtcNow(),
            Format = format,
            Lengths = _lengths,
            QueryName = queryName,
            SubscriptionId = subscriptionId,
        });
        foreach (StoredEvent stored in events)
        {
            writer.Write(stored);
        }

        writer.End();
        return output.WrittenMemory;
    }

    /// <summary>Answers with a document of events.</summary>
    public async Task AnswerAsync(EpcisRequest request, IReadOnlyList<StoredEvent> events, string queryName)
    {
        ReadOnlyMemory<byte> document = Document(events, request.Format, queryName, null);
        request.Response.ContentType = request.ContentType;
        request.Response.ContentLength = document.Length;
        await request.Response.Body.WriteAsync(document, request.Aborted);
    }

    /// <summary>An identifier in a client's form.</summary>
    public string Identifier(EpcFormat format, string epc) => new EpcTranslation(_lengths).To(format, epc);
}
