#if EMBEDDED
using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace TwinGrid.Runtime.Tests.Embedded;

/// <summary>Versions are any text that a storage likes, and a grain hands back the one it was given.</summary>
public sealed class StateVersionTests
{
    public static TheoryData<string> Texts => ["0", "7", "9223372036854775807", "9223372036854775808", "007", "-1", "+1", " 1", "1 ", "", "v1", "1e3", "\u0663"];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_version_comes_back_as_it_was_given(string version)
    {
        var storage = new OneVersion(version);
        var builder = EngineFixture.NewBuilder(new Probe());
        builder.ConfigureSilo((_, silo) => silo.Services.AddKeyedSingleton<IGrainStorage>("store", storage));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var ledger = cluster.Client.GetGrain<ILedgerGrain>("k");
        Assert.Equal(version, await ledger.Deposit(1, "first").Soon());
        Assert.Equal(version, await ledger.Deposit(1, "second").Soon());
        Assert.Equal([null, version], storage.Offered);
    }

    private sealed class OneVersion(string version) : IGrainStorage
    {
        public ConcurrentQueue<string?> Offered { get; } = [];

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.State = Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Offered.Enqueue(grainState.ETag);
            (grainState.ETag, grainState.RecordExists) = (version, true);
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    }
}
#endif
