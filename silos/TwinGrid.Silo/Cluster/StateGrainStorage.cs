using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using TwinGrid.Store.States;

namespace TwinGrid.Silo.Cluster;

/// <summary>Keeps the states of grains in a <see cref="IStateStore"/>, in Orleans' own binary form. For the Orleans engine.</summary>
internal sealed class StateGrainStorage(IStateStore states, IGrainStorageSerializer serializer, IActivatorProvider activators) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        StoredState? found = await states.FindAsync(KeyOf(stateName, grainId), CancellationToken.None);
        grainState.RecordExists = found is not null;
        grainState.ETag = found is null ? null : EtagOf(found.Version);
        grainState.State = found is null ? Empty<T>() : serializer.Deserialize<T>(new BinaryData(found.Data)) ?? Empty<T>();
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        byte[] data = serializer.Serialize(grainState.State).ToArray();
        grainState.ETag = EtagOf(await WriteAsync(stateName, grainId, grainState.ETag, data));
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await WriteAsync(stateName, grainId, grainState.ETag, null);
        grainState.State = Empty<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static StateKey KeyOf(string stateName, GrainId grain) => new("grain/" + grain.Type, grain.Key.ToString()!, stateName);

    private static string EtagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private T Empty<T>() => activators.GetActivator<T>().Create();

    private async Task<long> WriteAsync(string stateName, GrainId grain, string? etag, byte[]? data)
    {
        long? expected = etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);
        return await states.WriteAsync(KeyOf(stateName, grain), expected, data, CancellationToken.None)
            ?? throw new InconsistentStateException($"State '{stateName}' of grain {grain}: expected version {etag ?? "none"}, found another or none.", null, etag);
    }
}
