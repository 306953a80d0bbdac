using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Support;

namespace TwinGrid.Silo.Tests;

public sealed class SuperviseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_source_that_fails_is_begun_again_after_growing_waits_and_nothing_counts_twice()
    {
        using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = _folder });
        await host.StartAsync(TestContext.Current.CancellationToken);
        IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
        var plan = new SitePlan { Site = "s", Region = new RegionPlan(new Position(0, 0), new Position(4, 4), true, 2) };
        var session = new SiteSession(grains, plan);
        await session.SetUpAsync();
        using var end = new CancellationTokenSource();
        var source = new FailingSource(attempts: 4, end);
        var time = new FakeTime();

        Task supervision = session.SuperviseAsync(source, time, end.Token);
        List<TimeSpan> waits = [];
        while (waits.Count < 3)
        {
            waits.Add(await time.NextWaitAsync(TestContext.Current.CancellationToken));
            time.Advance(waits[^1]);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => supervision);

        AdapterHealth health = await grains.GetGrain<IAdapterGrain>(plan.AdapterKey).Health();
        Assert.Equal(1, health.Accepted);
        Assert.Equal(3, health.Repeated);
        Assert.True(waits[0] < waits[1] && waits[1] < waits[2], string.Join(", ", waits));
        Assert.Equal("the cable is loose", health.LastError);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reports the same observation at each attempt, then fails; ends the supervision at the last.</summary>
    private sealed class FailingSource(int attempts, CancellationTokenSource end) : IObservationSource
    {
        private int _attempt;

        public string Name => "loose";

        public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield return ObservationBatch.Of([new PhaseRead(
                new ObservationId(Name, 1), DateTimeOffset.UnixEpoch, "tag", new Position(0, 0), 920e6, 1, 1, 1, -50)]);
            if (++_attempt == attempts)
            {
                await end.CancelAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException("the cable is loose");
        }
    }
}
