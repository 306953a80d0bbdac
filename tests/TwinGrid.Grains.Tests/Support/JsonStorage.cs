using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>Keeps states as JSON, can refuse to write, and can be cloned at a moment: what a crash would leave behind.</summary>
public sealed class JsonStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace,
    };

    private readonly ConcurrentDictionary<string, (byte[] Data, string Tag)> _entries = new();
    private long _version;

    /// <summary>Refuses a write when it says so of the name of the state.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    public JsonStorage Clone()
    {
        var clone = new JsonStorage { _version = Interlocked.Read(ref _version) };
        foreach ((string key, (byte[] Data, string Tag) entry) in _entries)
        {
            clone._entries[key] = entry;
        }

        return clone;
    }

    /// <summary>Whether any stored state of a name mentions a text.</summary>
    public bool Holds(string stateName, string text) => _entries.Any(entry =>
        entry.Key.Contains(stateName, StringComparison.Ordinal) && System.Text.Encoding.UTF8.GetString(entry.Value.Data).Contains(text, StringComparison.Ordinal));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        bool isThere = _entries.TryGetValue(Key(stateName, grainId), out (byte[] Data, string Tag) entry);
        grainState.State = isThere ? JsonSerializer.Deserialize<T>(entry.Data, Json)! : Activator.CreateInstance<T>();
        grainState.ETag = isThere ? entry.Tag : null;
        grainState.RecordExists = isThere;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Refuses(stateName))
        {
            throw new IOException($"storage refuses state '{stateName}'");
        }

        string key = Key(stateName, grainId);
        string? stored = _entries.TryGetValue(key, out (byte[] Data, string Tag) entry) ? entry.Tag : null;
        if (stored != grainState.ETag)
        {
            throw new InconsistentStateException($"{key}: expected version {grainState.ETag ?? "none"}, found {stored ?? "none"}");
        }

        string tag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _entries[key] = (JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json), tag);
        (grainState.ETag, grainState.RecordExists) = (tag, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _entries.TryRemove(Key(stateName, grainId), out _);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private static string Key(string stateName, GrainId grainId) => $"{stateName}:{grainId}";
}
