using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>A request whose headers have been read.</summary>
/// <param name="Http">The request and its answer.</param>
/// <param name="ContentType">Content type of the answer.</param>
/// <param name="Format">Form of identifiers in the answer.</param>
/// <param name="Names">Prefixes that GS1-Extensions gives; null for none.</param>
internal sealed record EpcisRequest(HttpContext Http, string ContentType, EpcFormat Format, JsonLdContext? Names)
{
    /// <summary>Ends with the client's wait.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The answer.</summary>
    public HttpResponse Response => Http.Response;

    /// <summary>
    /// A segment of the path, unescaped. It is taken from the request line, because the server's own path leaves %2F escaped, and a
    /// URI in a path is full of them.
    /// </summary>
    /// <param name="index">From 0.</param>
    public string Segment(int index)
    {
        string target = Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int end = target.IndexOf('?', StringComparison.Ordinal);
        string[] segments = (end < 0 ? target : target[..end]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Uri.UnescapeDataString(segments[index]);
    }

    /// <summary>A parameter of the query string; null when it is not there.</summary>
    public string? Parameter(string name) => Http.Request.Query.TryGetValue(name, out StringValues values) ? values.ToString() : null;

    /// <summary>The query string's parameters, in order, each as often as it comes.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters() =>
        Http.Request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));

    /// <summary>Reads the body.</summary>
    /// <param name="limit">Bytes that it may have.</param>
    /// <exception cref="EpcisProblem">It is of another content type, or has more.</exception>
    public async Task<byte[]> BodyAsync(int limit)
    {
        string? type = Http.Request.ContentType?.Split(';')[0].Trim();
        if (type is null || !(type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Equals("application/ld+json", StringComparison.OrdinalIgnoreCase)))
        {
            throw EpcisProblem.UnsupportedMediaType(type);
        }

        // Ours is the limit, and its answer is one that says so.
        if (Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (Http.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        using var body = new MemoryStream((int)(Http.Request.ContentLength ?? 0));
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = await Http.Request.Body.ReadAsync(buffer, Aborted)) > 0)
        {
            if (body.Length + count > limit)
            {
                throw TooLarge(limit);
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static EpcisProblem TooLarge(int limit) => EpcisProblem.CaptureTooLarge($"a body of at most {limit} bytes", "a larger one");
}
