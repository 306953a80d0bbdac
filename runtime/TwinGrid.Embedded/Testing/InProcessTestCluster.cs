using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using TwinGrid.Embedded;

namespace Orleans.TestingHost;

/// <summary>A cluster for a test. Several may live in one process; they share nothing.</summary>
public sealed class InProcessTestCluster(InProcessTestClusterOptions options) : IDisposable, IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];

    /// <summary>What the cluster is made from.</summary>
    public InProcessTestClusterOptions Options { get; } = options;

    /// <summary>The silos that were started and not stopped.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.AsReadOnly();

    /// <summary>The way to the grains.</summary>
    /// <exception cref="InvalidOperationException">The cluster does not run.</exception>
    public IClusterClient Client => GetSiloServiceProvider().GetRequiredService<IClusterClient>();

    /// <summary>Starts the cluster.</summary>
    public async Task DeployAsync()
    {
        if (_silos.Count > 0)
        {
            throw new InvalidOperationException("Expected a cluster that does not run, found it deployed.");
        }

        await StartSiloAsync(0);
    }

    /// <summary>Starts a silo after the last was stopped. One process holds one at a time.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => _silos.Count == 0
        ? await StartSiloAsync(0)
        : throw new NotSupportedException("The embedded engine has one silo.");

    /// <summary>The silo's services.</summary>
    /// <exception cref="InvalidOperationException">The cluster does not run.</exception>
    public IServiceProvider GetSiloServiceProvider() => _silos.Count > 0
        ? _silos[0].ServiceProvider
        : throw new InvalidOperationException("Expected a deployed cluster, found it stopped.");

    /// <summary>The activation of a grain, if it has one.</summary>
    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _silos.Count == 0 ? null
            : GetSiloServiceProvider().GetRequiredService<Engine>().Catalog.Find(grainId.Type).Find(grainId.Key.ToString());
        return grainContext is not null;
    }

    /// <summary>Ends when the grain's activation has ended; at once if it has none.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) =>
        TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    /// <summary>Ends when the grain's activation has ended; at once if it has none.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>Deactivates the grain and waits for it.</summary>
    public async Task DeactivateAsync(GrainId grainId)
    {
        if (TryGetGrainContext(grainId, out var context))
        {
            context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The test asked for it."));
            await context.Deactivated;
        }
    }

    /// <summary>Deactivates the grain and waits for it.</summary>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>Stops one silo in good order.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        _silos.Remove(instance);
        await instance.DisposeAsync();
    }

    /// <summary>Stops the cluster in good order.</summary>
    public async Task StopAllSilosAsync()
    {
        foreach (var silo in _silos.ToArray())
        {
            await StopSiloAsync(silo);
        }
    }

    /// <summary>Stops a silo in good order and starts it anew from the same configuration.</summary>
    public async Task<InProcessSiloHandle> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartSiloAsync(instance.InstanceNumber);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAllSilosAsync();

    /// <inheritdoc/>
    public void Dispose() => StopAllSilosAsync().GetAwaiter().GetResult();

    private async Task<InProcessSiloHandle> StartSiloAsync(short number)
    {
        var specific = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{number}" };
        var host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = Options.ClusterId, DisableDefaults = true });
        host.UseOrleans();
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(specific, host);
        }

        var handle = new InProcessSiloHandle { Name = specific.SiloName, InstanceNumber = number, SiloHost = host.Build() };
        await handle.SiloHost.StartAsync();
        _silos.Add(handle);
        return handle;
    }
}
