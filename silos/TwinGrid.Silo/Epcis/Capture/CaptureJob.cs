using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinGrid.Silo.Epcis.Capture;

/// <summary>What is wrong with one event of a capture, or with all of it, as problem details.</summary>
/// <param name="Type">epcisException:ValidationException, …ResourceAlreadyExistsException, or …ImplementationException.</param>
/// <param name="Title">What kind of problem it is.</param>
/// <param name="Detail">What is wrong here.</param>
/// <param name="Place">JSON pointer into the document.</param>
/// <param name="Expected">What would do.</param>
/// <param name="Found">What is there.</param>
internal sealed record CaptureError(string Type, string Title, string Detail, string Place, string Expected, string Found)
{
    /// <summary>Type of what failed here and is no fault of the document.</summary>
    public const string Implementation = "epcisException:ImplementationException";

    /// <summary>Status that the problem would have alone.</summary>
    public int Status => Type == Implementation ? 500 : Type.EndsWith("ValidationException", StringComparison.Ordinal) ? 400 : 409;
}

/// <summary>A capture and what became of it: CaptureJob of the OpenAPI document.</summary>
internal sealed record CaptureJob
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Its id; ids of later jobs come behind in ordinal order.</summary>
    [JsonPropertyName("captureID")]
    public required string CaptureId { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool Running { get; init; } = true;

    /// <summary>Whether nothing has gone wrong so far.</summary>
    public bool Success { get; init; } = true;

    /// <summary>rollback: all events or none; proceed: as many as can be.</summary>
    public required string CaptureErrorBehaviour { get; init; }

    /// <summary>What went wrong, event by event.</summary>
    public ImmutableArray<CaptureError> Errors { get; init; } = [];

    /// <summary>The job as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The job of JSON.</summary>
    public static CaptureJob Parse(string json) => JsonSerializer.Deserialize<CaptureJob>(json, Json)!;
}
