using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>Hands out references. Finds the engine when first used, so that the engine's own parts may depend on it.</summary>
internal sealed class GrainFactory(IServiceProvider services) : IClusterClient
{
    private Engine? _engine;

    public IServiceProvider ServiceProvider => services;

    private Catalog Catalog => (_engine ??= services.GetRequiredService<Engine>()).Catalog;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Refer(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Refer(grainInterfaceType, grainPrimaryKey, null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Catalog.Find(grainId.Type).Refer(typeof(TGrainInterface), grainId.Key.ToString());

    public IAddressable GetGrain(GrainId grainId) => GetGrain<IAddressable>(grainId);

    private GrainReference Refer(Type interfaceType, string key, string? classPrefix)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Catalog.Find(interfaceType, classPrefix).Refer(interfaceType, key);
    }
}
