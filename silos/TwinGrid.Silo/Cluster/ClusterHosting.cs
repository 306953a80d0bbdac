using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using TwinGrid.Grains;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store.States;

namespace TwinGrid.Silo.Cluster;

/// <summary>
/// Where an Orleans silo keeps states, reminders and, with PostgreSQL, who belongs to its cluster. Orleans' own relational providers
/// are not used: they need tables and statements made by hand from scripts that their packages don't bring.
/// </summary>
internal static class ClusterHosting
{
    private const string Name = "twingrid";

    /// <summary>Adds storage, reminders and membership.</summary>
    public static void UseDurableStates(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Services.AddGrainStorage(TwinOptions.Storage, (services, _) => new StateGrainStorage(
            services.GetRequiredService<IStateStore>(),
            new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()),
            services.GetRequiredService<IActivatorProvider>()));
        // Who watches a stream of one process is forgotten with the process.
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, StateReminderTable>();
        if (settings.SharedConnection is null)
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            return;
        }

        silo.Services.AddSingleton<IMembershipTable, StateMembershipTable>();
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Name, Name));
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.ClusterAddress ?? IPAddress.Loopback;
            options.SiloPort = settings.ClusterPort is > 0 and int port ? port : FreePort();
            options.GatewayPort = 0;
        });
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
