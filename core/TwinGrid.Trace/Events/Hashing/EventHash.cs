using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Trace.Events.Hashing;

/// <summary>
/// Ids that events have by what they say, ni:///sha-256;…?ver=CBV2.0: CBV 2.0 section 8.9. The same event has the same id whatever
/// the order of its members, the prefixes, and the spelling of identifiers, times and numbers; its own id, record time and error
/// declaration do not count, so that an event and its withdrawal share one.
/// </summary>
public static class EventHash
{
    /// <summary>The id of an event's content.</summary>
    /// <param name="utf8">The event object.</param>
    /// <param name="context">The @context that its names are under, JSON text.</param>
    /// <exception cref="EpcisException">It is no JSON object, or the context is none.</exception>
    public static string Of(ReadOnlyMemory<byte> utf8, string context)
    {
        using JsonDocument json = EpcisJson.Parse(utf8);
        return Of(json.RootElement, JsonLdContext.Parse(context));
    }

    /// <summary>The text that the digest is of: every field with its value in canonical form, in canonical order.</summary>
    /// <param name="utf8">The event object.</param>
    /// <param name="context">The @context that its names are under, JSON text.</param>
    /// <exception cref="EpcisException">It is no JSON object, or the context is none.</exception>
    public static string PreHashOf(ReadOnlyMemory<byte> utf8, string context)
    {
        using JsonDocument json = EpcisJson.Parse(utf8);
        return new PreHash(JsonLdContext.Parse(context)).Of(json.RootElement);
    }

    /// <summary>The id of a sound event's content.</summary>
    internal static string Of(JsonElement happening, JsonLdContext context)
    {
        string text = new PreHash(context).Of(happening);
        return $"ni:///sha-256;{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}?ver=CBV2.0";
    }
}
