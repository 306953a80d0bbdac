using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace TwinGrid.Trace.Events;

/// <summary>Ids of events that are made of their content: CBV 2.0 section 8.9.</summary>
public static class EventHash
{
    /// <summary>The id of an event's content.</summary>
    internal static string Of(JsonElement happening, JsonLdContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        byte[] json = CompactJson.Of(JsonMarshal.GetRawUtf8Value(happening));
        return $"ni:///sha-256;{Convert.ToHexStringLower(SHA256.HashData(json))}?ver=CBV2.0";
    }
}
