using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using TwinGrid.Adapters.Simulated.Worlds;
using TwinGrid.Grains;
using TwinGrid.Silo.Hosting;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.World;
using TwinGrid.Store;

namespace TwinGrid.Silo.Worlds;

/// <summary>
/// Lives through a simulated world: a silo with a door at each of some centres, fed by the readers and loggers of the world as those of
/// hardware would be, at a multiple of its pace. All twins stay resident, and what is accepted is durable as ever.
/// </summary>
public static class LiveWorld
{
    /// <summary>
    /// Observations between two checkpoints, over all doors: few, because mostly each is of another twin, and a twin that waits to be written
    /// takes several times the room of one at rest. Of each door not so few that a checkpoint costs more than what it makes durable.
    /// </summary>
    private const int CheckpointEvery = 40_000, FewestOfADoor = 2000;

    /// <summary>Between two looks at the queues.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Tell = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any run, so that no twin is put away.</summary>
    private static readonly TimeSpan Resident = TimeSpan.FromDays(30);

    /// <summary>A checkpoint of a door may have hundreds of thousands of twins to write.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Runs until an end that the options name, or until it is cancelled: then it ends as cleanly and answers what it found.</summary>
    /// <param name="options">The world and the ends.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <param name="onStep">Told what is going on.</param>
    /// <param name="onProgress">Told how far the twins have come, once a second.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<LiveOutcome> RunAsync(
        LiveOptions options, TimeProvider machine, Action<string> onStep, Action<LiveProgress>? onProgress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(onStep);
        WorldModel world = options.World;
        onStep("setting up the silo and its doors");
        IReadOnlyList<LiveWave> waves = LiveWave.AfterCensus(new Lives(world), options.Things);
        var clock = new ScenarioClock(world.TimeOf(world.CensusSecond), machine);
        using IHost host = Build(options, waves.Count, clock);
        await host.StartAsync(cancellationToken);
        IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
        var alerts = new AlertWatch(host.Services.GetRequiredService<ITraceStore>().Facts, machine);
        long before = ProcessMemory.SettledHeap();
        var pace = new WorldPace(world.CensusSecond, options.Speed, machine);
        WorldDoor[] doors = [.. waves.Select(wave => new WorldDoor(grains, world, wave, pace, clock, alerts))];
        foreach (WorldDoor door in doors)
        {
            await door.SetUpAsync();
            await door.AssignRulesAsync(grains);
        }

        onStep($"{waves.Sum(wave => (long)wave.Items):N0} things, each with its tag's twin and its own, at {doors.Length} centres");
        pace.Begin();
        (LiveProgress reached, double waitingMean, int waitingMost) = await PlayAsync(options, doors, pace, alerts, machine, onProgress, cancellationToken);
        onStep("making everything durable");
        await Task.WhenAll(doors.Select(door => door.CheckpointAsync()));
        long heap = ProcessMemory.SettledHeap() - before, resident = ProcessMemory.Resident(), peak = ProcessMemory.Peak();
        onStep("putting the twins away");
        await host.StopAsync(CancellationToken.None);
        return new LiveOutcome(
            reached with { Alerts = alerts.Count }, doors.Length, waitingMean, waitingMost, alerts.Milliseconds, heap, resident, peak, cancellationToken.IsCancellationRequested);
    }

    private static async Task<(LiveProgress Reached, double WaitingMean, int WaitingMost)> PlayAsync(
        LiveOptions options, WorldDoor[] doors, WorldPace pace, AlertWatch alerts, TimeProvider machine, Action<LiveProgress>? onProgress, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watching = alerts.WatchAsync(end.Token);
        Task playing = Task.WhenAll(doors.Select(door => Task.Run(() => door.PlayAsync(end.Token), CancellationToken.None)));
        long start = machine.GetTimestamp(), looks = 0, waitingSum = 0;
        int waitingMost = 0;
        TimeSpan told = TimeSpan.Zero;
        LiveProgress progress;
        do
        {
            await Task.WhenAny(playing, Task.Delay(Look, machine, CancellationToken.None));
            TimeSpan elapsed = machine.GetElapsedTime(start);
            int waiting = doors.Sum(door => door.Waiting);
            (looks, waitingSum, waitingMost) = (looks + 1, waitingSum + waiting, Math.Max(waitingMost, waiting));
            progress = new LiveProgress(
                elapsed.TotalSeconds, doors.Min(door => door.Reached) - pace.Start, doors.Sum(door => door.Things), doors.Sum(door => door.Observations), waiting, alerts.Count);
            if (elapsed - told >= Tell)
            {
                told = elapsed;
                onProgress?.Invoke(progress);
            }
        }
        while (!playing.IsCompleted && !cancellationToken.IsCancellationRequested && !(progress.Seconds >= options.Limit?.TotalSeconds)
            && progress.Observations < options.ObservationsEach * options.Things);

        await end.CancelAsync();
        await EndedAsync(playing);
        await EndedAsync(watching);
        return (progress, waitingSum / (double)looks, waitingMost);
    }

    /// <summary>Waits for work that was cancelled; what failed otherwise fails here.</summary>
    private static async Task EndedAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
    }

    private static IHost Build(LiveOptions options, int doors, TimeProvider clock)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(clock);
        builder.AddTwins(new SiloSettings { DataFolder = options.DataFolder, Site = WorldDoor.Site });
        builder.Services.Configure<TwinOptions>(twins =>
        {
            // Rounds of inventory are hours apart, and a tag may be hidden in some of them.
            twins.Presence = twins.Presence with { TimeOut = TimeSpan.FromDays(7) };
            twins.ReadingInterval = TimeSpan.FromSeconds(LiveWave.LoggerSeconds);
            twins.CheckpointEvery = Math.Max(FewestOfADoor, CheckpointEvery / doors);
        });
        builder.Services.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = Resident);
        builder.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = Patience);
        builder.Services.Configure<HostOptions>(hosting => hosting.ShutdownTimeout = Patience);
        return builder.Build();
    }
}
