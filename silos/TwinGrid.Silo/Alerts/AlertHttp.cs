using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TwinGrid.Silo.Alerts;

/// <summary>What the paths of alerts share: parameters, bodies, and refusals as RFC 9457 problems.</summary>
internal static class AlertHttp
{
    private static readonly JsonSerializerOptions Body = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>A refusal.</summary>
    public static IResult Refused(int status, string reason) => TypedResults.Problem(reason, statusCode: status);

    /// <summary>Answers with what is asked for; what can't be understood gets status 400 and the reason.</summary>
    public static async Task<IResult> AnswerAsync(Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return Refused(StatusCodes.Status400BadRequest, fault.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>The JSON object of a request's body. Only application/json: a foreign page in a browser can't send that unasked.</summary>
    /// <exception cref="ArgumentException">There is no such body.</exception>
    /// <exception cref="JsonException">It is not the JSON that is expected.</exception>
    public static async Task<T> BodyAsync<T>(HttpRequest request, CancellationToken cancellationToken) where T : class
    {
        if (!request.HasJsonContentType())
        {
            throw new ArgumentException($"body: expected application/json, found {request.ContentType ?? "no content type"}");
        }

        return await JsonSerializer.DeserializeAsync<T>(request.Body, Body, cancellationToken) ?? throw new ArgumentException("body: expected a JSON object, found null");
    }

    /// <summary>A time.</summary>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public static DateTimeOffset? Time(string? text, string name) => string.IsNullOrEmpty(text)
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new ArgumentException($"parameter '{name}': expected a time such as 2026-01-31T12:00:00Z, found '{text}'");

    /// <summary>A whole number.</summary>
    /// <exception cref="ArgumentException">The text is none, or out of range.</exception>
    public static long? Number(string? text, string name, long least, long most) => string.IsNullOrEmpty(text)
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
            ? number
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"parameter '{name}': expected a whole number from {least} to {most}, found '{text}'"));
}
