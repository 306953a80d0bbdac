using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace TwinGrid.Embedded;

/// <summary>
/// Keeps states in one SQLite file. Writes go to a single writer that commits them in groups; a write is done when
/// its group is on disk. Reads have a connection of their own and see what is committed.
/// </summary>
internal sealed class SqliteGrainStorage : IGrainStorage, IDisposable
{
    private readonly JsonSerializerOptions _json;
    private readonly Lock _readGate = new();
    private readonly SqliteConnection _reader;
    private readonly SqliteCommand _read;
    private readonly SqliteStateWriter _writer;

    public SqliteGrainStorage(string path, JsonSerializerOptions json)
    {
        _json = json;
        _writer = new SqliteStateWriter(path);
        _reader = SqliteConnections.Open(path);
        _read = _reader.Prepare("SELECT version, data FROM grain_state WHERE type = $t AND key = $k AND name = $n", "$t", "$k", "$n");
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_readGate)
        {
            _read.Parameters[0].Value = grainId.Type.ToString();
            _read.Parameters[1].Value = grainId.Key.ToString();
            _read.Parameters[2].Value = stateName;
            using var row = _read.ExecuteReader();
            grainState.RecordExists = row.Read();
            grainState.ETag = grainState.RecordExists ? EtagOf(row.GetInt64(0)) : null;
            grainState.State = grainState.RecordExists
                ? StateSerializer.Read<T>(row.GetFieldValue<byte[]>(1), _json)
                : StateSerializer.Empty<T>();
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var data = StateSerializer.Write(grainState.State, _json);
        grainState.ETag = EtagOf(await WriteAsync(stateName, grainId, grainState.ETag, data, cancellationToken));
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await WriteAsync(stateName, grainId, grainState.ETag, null, cancellationToken);
        grainState.State = StateSerializer.Empty<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _read.Dispose();
        _reader.Dispose();
    }

    private static string EtagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<long> WriteAsync(string stateName, GrainId grainId, string? etag, byte[]? data, CancellationToken cancellationToken)
    {
        var expected = etag is null ? (long?)null : long.Parse(etag, CultureInfo.InvariantCulture);
        var write = new StateWrite(grainId.Type.ToString(), grainId.Key.ToString(), stateName, expected, data);
        await _writer.EnqueueAsync(write, cancellationToken);
        var version = await write.Done.Task;
        return version != StateWrite.Conflict
            ? version
            : throw new InconsistentStateException(
                $"State '{stateName}' of grain {grainId}: expected version {etag ?? "none"}, found another or none.", null, etag);
    }
}

/// <summary>One state on its way to the file; without data, its removal.</summary>
internal sealed record StateWrite(string Type, string Key, string Name, long? Expected, byte[]? Data)
{
    public const long Conflict = -1;

    /// <summary>The new version once it is on disk, or <see cref="Conflict"/>.</summary>
    public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
