using System.Collections.Immutable;
using System.Text.Json;

namespace TwinGrid.Trace.Queries.Content;

/// <summary>A way into an event's JSON by names of members; every item of an array on the way is gone through.</summary>
/// <param name="Names">The names.</param>
public sealed record ContentPath(ImmutableArray<string> Names)
{
    /// <summary>The path of names with slashes between.</summary>
    public static ContentPath Of(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new([.. names.Split('/', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>All that it leads to.</summary>
    public IEnumerable<JsonElement> Select(JsonElement root) => Select(root, 0);

    /// <summary>The items of an array, however deep, or the value itself.</summary>
    internal static IEnumerable<JsonElement> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Items) : [value];

    private IEnumerable<JsonElement> Select(JsonElement root, int depth) => Items(root).SelectMany(item =>
        depth == Names.Length ? [item]
        : item.ValueKind == JsonValueKind.Object && item.TryGetProperty(Names[depth], out JsonElement member) ? Select(member, depth + 1)
        : Enumerable.Empty<JsonElement>());
}
