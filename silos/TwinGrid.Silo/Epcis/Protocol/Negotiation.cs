using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>The headers by which client and silo agree, EPCIS 2.0 section 12.</summary>
internal static class Negotiation
{
    /// <summary>The version of EPCIS and of CBV that is spoken.</summary>
    public const string Version = "2.0.0";

    private const string Json = "application/json";
    private const string LinkedData = "application/ld+json";
    private static readonly Version Own = new(2, 0, 0);
    private static readonly string[] Anything = ["*/*", "application/*", Json, EpcisProblem.ContentType];
    private static readonly string[] XmlFormats = ["No_Preference", "Always_Web_URI", "Always_URN", "Never_Translates"];

    /// <summary>Reads the headers of a request.</summary>
    /// <exception cref="EpcisProblem">What the client wants can't be given.</exception>
    public static EpcisRequest Read(HttpContext http, EpcisSettings settings)
    {
        string contentType = Accepted(http.Request.Headers.Accept);
        foreach (string vocabulary in new[] { "EPCIS", "CBV" })
        {
            CheckVersion(http.Request, $"GS1-{vocabulary}-Version", "2.0.0, as any patch of 2.0 is", version => version.Major == Own.Major && version.Minor == Own.Minor);
            CheckVersion(http.Request, $"GS1-{vocabulary}-Min", "at most 2.0.0", version => version <= Own);
            CheckVersion(http.Request, $"GS1-{vocabulary}-Max", "at least 2.0.0", version => version >= Own);
        }

        string? xml = Header(http.Request, "GS1-CBV-XML-Format");
        if (xml is not null && !XmlFormats.Contains(xml))
        {
            throw EpcisProblem.NotAcceptable("GS1-CBV-XML-Format", string.Join(", ", XmlFormats), xml);
        }

        return new EpcisRequest(http, contentType, Format(http.Request) ?? settings.DefaultFormat, Extensions(http.Request));
    }

    /// <summary>Puts the headers of every answer.</summary>
    public static void Announce(HttpResponse response, string? extensions)
    {
        response.Headers["GS1-EPCIS-Version"] = Version;
        response.Headers["GS1-CBV-Version"] = Version;
        response.Headers["GS1-Extensions"] = extensions ?? "";
    }

    /// <summary>A header; null when it is not there.</summary>
    public static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out StringValues values) && !StringValues.IsNullOrEmpty(values) ? values.ToString() : null;

    private static string Accepted(StringValues accept)
    {
        string[] wanted = [.. accept.SelectMany(line => line?.Split(',') ?? []).Where(range => !IsRefused(range)).Select(range => range.Split(';')[0].Trim().ToLowerInvariant())];
        return StringValues.IsNullOrEmpty(accept) ? Json
            : wanted.FirstOrDefault(range => range == LinkedData || Anything.Contains(range)) switch
            {
                LinkedData => LinkedData,
                null => throw EpcisProblem.NotAcceptable("Accept", $"{Json} or {LinkedData}", accept.ToString()),
                _ => Json,
            };
    }

    private static bool IsRefused(string range) => range.Replace(" ", "", StringComparison.Ordinal).Split(';').Any(part => part is "q=0" or "q=0.0");

    private static void CheckVersion(HttpRequest request, string header, string expected, Func<Version, bool> isGood)
    {
        if (Header(request, header) is { } text)
        {
            string[] parts = text.Split('.');
            bool isVersion = parts.Length is >= 1 and <= 3 && parts.All(part => part.Length is > 0 and < 6 && part.All(char.IsAsciiDigit));
            int[] numbers = isVersion ? [.. parts.Select(int.Parse), 0, 0] : [];
            if (!isVersion || !isGood(new Version(numbers[0], numbers[1], numbers[2])))
            {
                throw EpcisProblem.NotAcceptable(header, expected, text);
            }
        }
    }

    private static EpcFormat? Format(HttpRequest request) => Header(request, "GS1-EPC-Format") is not { } text
        ? null
        : EpcTranslation.FormatOf(text) ?? throw EpcisProblem.NotAcceptable("GS1-EPC-Format", "No_Preference, Always_GS1_Digital_Link, Always_EPC_URN or Never_Translates", text);

    /// <summary>example=http://ns.example.com/epcis/, other=http://ns.other.com/: what prefixes in names of parameters stand for.</summary>
    private static JsonLdContext? Extensions(HttpRequest request)
    {
        if (Header(request, "GS1-Extensions") is not { } text)
        {
            return null;
        }

        ReadOnlyMemory<byte> context = Replies.Json(json =>
        {
            json.WriteStartArray();
            json.WriteStringValue(Replies.StandardContext);
            json.WriteStartObject();
            foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = part.IndexOf('=', StringComparison.Ordinal);
                json.WriteString(
                    equals > 0 ? part[..equals].Trim() : throw EpcisProblem.NotAcceptable("GS1-Extensions", "prefix=URI, with commas between", part),
                    part[(equals + 1)..].Trim());
            }

            json.WriteEndObject();
            json.WriteEndArray();
        });
        try
        {
            return JsonLdContext.Parse(Encoding.UTF8.GetString(context.Span));
        }
        catch (EpcisException fault)
        {
            throw EpcisProblem.NotAcceptable("GS1-Extensions", fault.Expected, text);
        }
    }
}
