using TwinGrid.Support;

[assembly: AssemblyFixture(typeof(TwinGrid.Store.Tests.PostgresFixture))]

namespace TwinGrid.Store.Tests;

/// <summary>One cluster for the whole run, started by the first test that asks for it.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresCluster?>> _cluster = new(() => PostgresCluster.StartAsync());

    /// <summary>Connection string of the cluster; skips the test where PostgreSQL is absent.</summary>
    public async Task<string> ConnectionAsync()
    {
        PostgresCluster? cluster = await _cluster.Value;
        Assert.SkipWhen(cluster is null, PostgresCluster.Absent);
        return cluster!.Connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated && await _cluster.Value is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }
}
