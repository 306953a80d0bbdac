using System.Text.Json;
using TwinGrid.Model;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Live;

/// <summary>Reads places out of the log of facts.</summary>
internal static class LoggedPlace
{
    /// <summary>The kinds of fact that say where an object is.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["object-located", "object-moved", "object-lost"];

    /// <summary>Tells a map what a fact says; one whose payload says no place, or none that can be read, changes nothing.</summary>
    public static void Tell(FactRecord fact, LiveSite site)
    {
        using JsonDocument payload = JsonDocument.Parse(fact.Payload);
        JsonElement root = payload.RootElement;
        switch (fact.Kind)
        {
            case "object-located" when Place(root, "position") is { } position:
                site.Place(fact.Subject, fact.Time, position, Covariance(root));
                break;
            case "object-moved" when Place(root, "to") is { } to:
                site.Place(fact.Subject, fact.Time, to, Covariance(root));
                break;
            case "object-lost":
                site.Lose(fact.Subject, fact.Time, Status(root));
                break;
            default:
                break;
        }
    }

    private static Position? Place(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement place) && Number(place, "x") is { } x && Number(place, "y") is { } y
            ? new Position(x, y, Number(place, "z") ?? 0)
            : null;

    private static PositionCovariance? Covariance(JsonElement payload) =>
        payload.TryGetProperty("covariance", out JsonElement matrix) && Number(matrix, "xx") is { } xx && Number(matrix, "xy") is { } xy && Number(matrix, "yy") is { } yy
            ? new PositionCovariance(xx, xy, yy)
            : null;

    private static LocationStatus Status(JsonElement payload) =>
        payload.TryGetProperty("status", out JsonElement status) && status.ValueKind == JsonValueKind.String
            && Enum.TryParse(status.GetString()!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out LocationStatus known)
            ? known
            : LocationStatus.TooFewLinks;

    private static double? Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
