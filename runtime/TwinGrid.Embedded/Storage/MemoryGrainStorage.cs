using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace TwinGrid.Embedded;

/// <summary>Keeps states in this process. They are serialised, so that what is stored is apart from what a grain holds.</summary>
internal sealed class MemoryGrainStorage(JsonSerializerOptions json) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), Entry> _entries = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _entries.TryGetValue((stateName, grainId), out var entry);
        grainState.State = found ? StateSerializer.Read<T>(entry!.Data, json) : StateSerializer.Empty<T>();
        grainState.ETag = entry?.Etag;
        grainState.RecordExists = found;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var next = new Entry(StateSerializer.Write(grainState.State, json), Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture));
        _entries.TryGetValue(key, out var stored);
        var written = stored?.Etag == grainState.ETag
            && (stored is null ? _entries.TryAdd(key, next) : _entries.TryUpdate(key, next, stored));
        if (!written)
        {
            return Task.FromException(Conflict(stateName, grainId, stored?.Etag, grainState.ETag));
        }

        grainState.ETag = next.Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var found = _entries.TryGetValue(key, out var stored);
        if (stored?.Etag != grainState.ETag || (found && !_entries.TryRemove(KeyValuePair.Create(key, stored!))))
        {
            return Task.FromException(Conflict(stateName, grainId, stored?.Etag, grainState.ETag));
        }

        grainState.State = StateSerializer.Empty<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    internal static InconsistentStateException Conflict(string stateName, GrainId grainId, string? stored, string? current) => new(
        $"State '{stateName}' of grain {grainId}: expected version {current ?? "none"}, found {stored ?? "another or none"}.", stored, current);

    private sealed record Entry(byte[] Data, string Etag);
}
