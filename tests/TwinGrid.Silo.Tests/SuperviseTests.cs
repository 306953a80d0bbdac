using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

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
        var time = new ImpatientTime();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.SuperviseAsync(source, time, end.Token));

        AdapterHealth health = await grains.GetGrain<IAdapterGrain>(plan.AdapterKey).Health();
        Assert.Equal(1, health.Accepted);
        Assert.Equal(3, health.Repeated);
        Assert.Equal(3, time.Waits.Count);
        Assert.True(time.Waits[0] < time.Waits[1] && time.Waits[1] < time.Waits[2], string.Join(", ", time.Waits));
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

    /// <summary>A clock whose waits are over at once, and remembered.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
