using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>A request that is refused: RFC 9457 problem details with the types of EPCIS 2.0.</summary>
/// <param name="status">Status code.</param>
/// <param name="kind">Name of the exception in the standard, such as QueryParameterException.</param>
/// <param name="title">What kind of problem it is.</param>
/// <param name="detail">What is wrong here.</param>
internal sealed class EpcisProblem(int status, string kind, string title, string detail) : Exception(detail)
{
    /// <summary>Content type of problem details.</summary>
    public const string ContentType = "application/problem+json";

    private readonly string _kind = kind;

    /// <summary>Status code.</summary>
    public int Status => status;

    /// <summary>The fault with its place; null when the problem has none.</summary>
    public EpcisException? Fault { get; private init; }

    /// <summary>A document, event or body that EPCIS does not allow.</summary>
    public static EpcisProblem Validation(EpcisException fault) =>
        new(StatusCodes.Status400BadRequest, "ValidationException", "EPCIS validation exception", fault.Message) { Fault = fault };

    /// <summary>A parameter of a query that is unknown or has a value that it can't have.</summary>
    public static EpcisProblem Parameter(EpcisException fault) =>
        new(StatusCodes.Status400BadRequest, "QueryParameterException", "EPCIS query exception", fault.Message) { Fault = fault };

    /// <summary>A subscription that can't be.</summary>
    public static EpcisProblem Subscription(EpcisException fault) =>
        new(StatusCodes.Status400BadRequest, "SubscriptionControlsException", "Subscription error", fault.Message) { Fault = fault };

    /// <summary>Something that is not there.</summary>
    public static EpcisProblem Missing(string what) =>
        new(StatusCodes.Status404NotFound, "NoSuchNameException", "Resource not found", what);

    /// <summary>A name or id that is taken.</summary>
    public static EpcisProblem Taken(string what) =>
        new(StatusCodes.Status409Conflict, "ResourceAlreadyExistsException", "A resource with the provided identifier already exists.", what);

    /// <summary>Headers of request and response that don't go together.</summary>
    public static EpcisProblem NotAcceptable(string header, string expected, string found) =>
        new(StatusCodes.Status406NotAcceptable, "NotAcceptableException", "Conflicting request and response headers", $"{header}: expected {expected}, found {found}")
        {
            Fault = new EpcisException(header, expected, found),
        };

    /// <summary>A body of a type that is not read.</summary>
    public static EpcisProblem UnsupportedMediaType(string? found) =>
        new(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaTypeException", "Unsupported Media Type", $"Content-Type: expected application/json or application/ld+json, found {found ?? "nothing"}");

    /// <summary>A capture beyond the limits.</summary>
    public static EpcisProblem CaptureTooLarge(string expected, string found) =>
        new(StatusCodes.Status413PayloadTooLarge, "CaptureLimitExceededException", "Capture Payload too large", $"expected {expected}, found {found}");

    /// <summary>An answer beyond maxEventCount.</summary>
    public static EpcisProblem AnswerTooLarge(int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "QueryTooLargeException", "Query result too large", $"maxEventCount: expected at most {limit} events, found more");

    /// <summary>A URL beyond the limit.</summary>
    public static EpcisProblem UrlTooLong(int limit) =>
        new(StatusCodes.Status414UriTooLong, "URITooLongException", "URI Too Long", $"expected a URL of at most {limit} characters; a query can be posted to /queries instead");

    /// <summary>A method that a path does not have.</summary>
    public static EpcisProblem MethodNotAllowed(string method, string allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "ImplementationException", "Method not allowed", $"expected one of {allow}, found {method}");

    /// <summary>A fault of our own.</summary>
    public static EpcisProblem Implementation() =>
        new(StatusCodes.Status500InternalServerError, "ImplementationException", "A server-side error occurred", "the request failed here; nothing that was accepted before is lost");

    /// <summary>The problem as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", $"epcisException:{_kind}");
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", Message);
        if (Fault is { } fault)
        {
            json.WriteString("place", fault.Place);
            json.WriteString("expected", fault.Expected);
            json.WriteString("found", fault.Found);
        }

        json.WriteEndObject();
    }

    /// <summary>Answers with the problem.</summary>
    public Task AnswerAsync(HttpResponse response)
    {
        response.StatusCode = status;
        return Replies.WriteAsync(response, ContentType, Write);
    }
}
