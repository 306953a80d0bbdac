using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>Writes JSON as answers and as small documents.</summary>
internal static class Replies
{
    /// <summary>The @context of lists.</summary>
    public const string StandardContext = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Answers with JSON; the status stands already.</summary>
    public static async Task WriteAsync(HttpResponse response, string contentType, Action<Utf8JsonWriter> write)
    {
        ReadOnlyMemory<byte> json = Json(write);
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, response.HttpContext.RequestAborted);
    }

    /// <summary>Answers with a list of the standard: {"@context": …, "type": "Collection", "member": […]}.</summary>
    public static Task CollectionAsync(EpcisRequest request, IEnumerable<string> members) => WriteAsync(request.Http.Response, request.ContentType, json =>
    {
        json.WriteStartObject();
        json.WriteString("@context", StandardContext);
        json.WriteString("type", "Collection");
        json.WriteStartArray("member");
        foreach (string member in members)
        {
            json.WriteStringValue(member);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
