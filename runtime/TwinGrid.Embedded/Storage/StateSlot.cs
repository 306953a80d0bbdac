using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace TwinGrid.Embedded;

/// <summary>What the states of one constructor parameter share: their name, and the storage that keeps them.</summary>
/// <param name="name">Name of the state.</param>
/// <param name="storageName">Name of the storage; empty for the default one.</param>
internal sealed class StateSlot(string name, string? storageName)
{
    private IGrainStorage? _storage;

    public string Name => name;

    /// <summary>Only after <see cref="Resolve"/>.</summary>
    public IGrainStorage Storage => _storage!;

    /// <summary>Finds the storage, once.</summary>
    /// <exception cref="BadProviderConfigException">There is none of that name.</exception>
    public void Resolve(GrainClass grains)
    {
        var services = grains.Engine.Services;
        _storage ??= string.IsNullOrWhiteSpace(storageName)
            ? services.GetService<IGrainStorage>() ?? throw new BadProviderConfigException(
                $"Grain type {grains.Type}: expected a default grain storage, found none.")
            : services.GetKeyedService<IGrainStorage>(storageName) ?? throw new BadProviderConfigException(
                $"Grain type {grains.Type}: expected a grain storage named '{storageName}', found none.");
    }
}
