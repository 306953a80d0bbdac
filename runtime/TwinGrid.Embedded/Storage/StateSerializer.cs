using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinGrid.Embedded;

/// <summary>How states are written: UTF-8 JSON.</summary>
public sealed class StateSerializerOptions
{
    /// <summary>Handed to System.Text.Json; fields and non-finite numbers are allowed unless set otherwise.</summary>
    public JsonSerializerOptions Json { get; set; } = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new ImmutableArrayConverterFactory() },
    };
}

internal static class StateSerializer
{
    public static byte[] Write<T>(T? state, JsonSerializerOptions options) => JsonSerializer.SerializeToUtf8Bytes(state, options);

    public static T? Read<T>(ReadOnlySpan<byte> utf8, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(utf8, options);

    /// <summary>What a grain finds when nothing is stored: by the constructor without parameters, else all members default.</summary>
    public static T Empty<T>()
    {
        var type = typeof(T);
        return type.IsValueType ? default!
            : type.GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(type);
    }
}
