using System.Text.Json;
using TwinGrid.Grains.Facts;
using TwinGrid.Model;

namespace TwinGrid.Silo.Live;

/// <summary>Reads out of facts, as the log has them, what a map shows: places and stages of life.</summary>
internal static class ToldFacts
{
    /// <summary>The kinds of fact that a map shows.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [FactKinds.Located, FactKinds.Moved, FactKinds.Lost, FactKinds.LifeStageChanged, FactKinds.Arrived, FactKinds.Left];

    /// <summary>Tells a map what a fact says; one whose payload does not say what its kind does changes nothing.</summary>
    /// <returns>Whether anything on the map changed.</returns>
    public static bool Tell(string subject, DateTimeOffset time, string kind, string payload, LiveSite site)
    {
        if (!Kinds.Contains(kind))
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement root = document.RootElement;
        return kind switch
        {
            FactKinds.Located when Place(root, "position") is { } position => site.Place(subject, time, position, Covariance(root)),
            FactKinds.Moved when Place(root, "to") is { } to => site.Place(subject, time, to, null),
            FactKinds.Lost => site.Lose(subject, time, Named(root, "status", LocationStatus.TooFewLinks)),
            FactKinds.LifeStageChanged => site.Enter(subject, time, Named(root, "to", LifeStage.Unknown)),
            FactKinds.Arrived when Text(root, "place") is { } place && Place(root, "antenna") is { } antenna => site.Arrive(subject, time, place, antenna),
            FactKinds.Left when Text(root, "place") is { } place => site.Leave(subject, time, place),
            _ => false,
        };
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Position? Place(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement place) && Number(place, "x") is { } x && Number(place, "y") is { } y
            ? new Position(x, y, Number(place, "z") ?? 0)
            : null;

    private static PositionCovariance? Covariance(JsonElement payload) =>
        payload.TryGetProperty("covariance", out JsonElement matrix) && Number(matrix, "xx") is { } xx && Number(matrix, "xy") is { } xy && Number(matrix, "yy") is { } yy
            ? new PositionCovariance(xx, xy, yy)
            : null;

    private static T Named<T>(JsonElement payload, string name, T missing) where T : struct, Enum =>
        payload.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && Enum.TryParse(value.GetString()!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T known)
            ? known
            : missing;

    private static double? Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
