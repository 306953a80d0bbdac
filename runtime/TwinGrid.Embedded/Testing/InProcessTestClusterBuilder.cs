using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures a cluster for a test: here always one silo, which is the client as well.</summary>
public sealed class InProcessTestClusterBuilder
{
    /// <summary>A cluster with one silo.</summary>
    public InProcessTestClusterBuilder()
        : this(1)
    {
    }

    /// <summary>A cluster with one silo, whatever number is asked for.</summary>
    public InProcessTestClusterBuilder(short initialSilosCount) => Options = new InProcessTestClusterOptions { InitialSilosCount = initialSilosCount };

    /// <summary>What was configured.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>Configures the host.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate) =>
        ConfigureSiloHost((_, host) => configureDelegate(host));

    /// <summary>Configures the silo.</summary>
    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate) =>
        ConfigureSiloHost((options, host) => host.UseOrleans(silo => configureSiloDelegate(options, silo)));

    /// <summary>Configures the silo's host.</summary>
    public InProcessTestClusterBuilder ConfigureSiloHost(Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    /// <summary>Configures the client, which is the silo's host.</summary>
    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate) =>
        ConfigureSiloHost((_, host) => configureClientDelegate(new SiloBuilder(host.Services, host.Configuration)));

    /// <summary>Makes the cluster; <see cref="InProcessTestCluster.DeployAsync"/> starts it.</summary>
    public InProcessTestCluster Build() => new(Options);
}

/// <summary>What a test cluster is made from.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>The cluster's name.</summary>
    public string ClusterId { get; set; } = "test";

    /// <summary>The service's name.</summary>
    public string ServiceId { get; set; } = "test";

    /// <summary>The number of silos asked for. There is one all the same.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Steps that configure a silo's host.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];
}

/// <summary>What one silo of a test cluster is told about itself.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = "Silo_0";
}
