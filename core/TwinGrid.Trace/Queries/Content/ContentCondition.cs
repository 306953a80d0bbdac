using System.Collections.Immutable;
using System.Text.Json;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries.Content;

/// <summary>An event's JSON while it is tested.</summary>
/// <param name="root">The event.</param>
/// <param name="context">The @context that its names are under.</param>
public sealed class EventContent(JsonElement root, string context)
{
    private JsonLdContext? _names;

    /// <summary>The event.</summary>
    public JsonElement Root => root;

    /// <summary>What its prefixes stand for; read when first needed, because few tests meet a prefix.</summary>
    public JsonLdContext Names => _names ??= JsonLdContext.Parse(context);
}

/// <summary>One test of an event's JSON.</summary>
public abstract record ContentTest
{
    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(EventContent content);
}

/// <summary>Conditions that no index serves: all tests hold for the event's JSON, which is parsed once for all of them.</summary>
/// <param name="Tests">The tests.</param>
public sealed record ContentCondition(ImmutableArray<ContentTest> Tests) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        using JsonDocument json = JsonDocument.Parse(stored.Event.Json);
        var content = new EventContent(json.RootElement, stored.Event.Context);
        foreach (ContentTest test in Tests)
        {
            if (!test.Holds(content))
            {
                return false;
            }
        }

        return true;
    }
}
