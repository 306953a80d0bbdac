#if EMBEDDED
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace TwinGrid.Runtime.Tests.Embedded;

public sealed record Span2(double From, double To);

[GenerateSerializer, Immutable]
public sealed record Track
{
    public ImmutableArray<double> Phases { get; init; } = [];

    public ImmutableDictionary<string, Span2> Spans { get; init; } = ImmutableDictionary<string, Span2>.Empty;

    public required string Name { get; init; }

    public double Last { get; init; }

    public DateTimeOffset? Seen { get; init; }
}

public interface ISqliteGrain : IGrainWithStringKey
{
    Task Put(int number);

    Task<int> Number();

    Task RemindSoon();
}

public sealed class SqliteGrain(Probe probe, [PersistentState("number", "sqlite")] IPersistentState<Ledger> state) : Grain, ISqliteGrain, IRemindable
{
    public Task Put(int number)
    {
        state.State.Balance = number;
        return state.WriteStateAsync();
    }

    public Task<int> Number() => Task.FromResult(state.State.Balance);

    public Task RemindSoon() => this.RegisterOrUpdateReminder("soon", TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.See(this.GetPrimaryKeyString(), reminderName);
        return Task.CompletedTask;
    }
}

public sealed class SqliteTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twingrid-sqlite-tests");
    private readonly Probe _probe = new();
    private InProcessTestCluster _cluster = null!;

    private string Path => System.IO.Path.Combine(_folder.FullName, "state.db");

    private IGrainStorage Storage => _cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>("sqlite");

    public async ValueTask InitializeAsync()
    {
        var builder = EngineFixture.NewBuilder(_probe);
        builder.ConfigureSilo((_, silo) => silo.AddSqliteGrainStorage("sqlite", Path).UseSqliteReminderService(Path));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_written_is_back_after_a_restart()
    {
        await _cluster.Client.GetGrain<ISqliteGrain>("a").Put(7).Soon();
        await _cluster.RestartSiloAsync(_cluster.Silos[0]).Soon();
        Assert.Equal(7, await _cluster.Client.GetGrain<ISqliteGrain>("a").Number().Soon());
        await _cluster.Client.GetGrain<ISqliteGrain>("a").Put(8).Soon();
    }

    [Fact]
    public async Task A_reminder_survives_a_restart()
    {
        await _cluster.Client.GetGrain<ISqliteGrain>("a").RemindSoon().Soon();
        await _probe.UntilSeen("a", 1);
        await _cluster.RestartSiloAsync(_cluster.Silos[0]).Soon();
        var count = _probe.Seen("a").Count;
        await _probe.UntilSeen("a", count + 1);
    }

    [Fact]
    public async Task Many_concurrent_writers_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(async i =>
        {
            var grain = _cluster.Client.GetGrain<ISqliteGrain>($"w{i}");
            await grain.Put(i);
            await grain.Put(2 * i);
        })).Soon();
        await _cluster.RestartSiloAsync(_cluster.Silos[0]).Soon();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => _cluster.Client.GetGrain<ISqliteGrain>($"w{i}").Number())).Soon();
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => 2 * i), numbers);
    }

    [Fact]
    public async Task Of_many_writers_with_one_etag_only_one_is_stored()
    {
        var id = GrainId.Create("outside", "race");
        var first = new GrainState<Ledger>(new Ledger());
        await Storage.WriteStateAsync("s", id, first).Soon();
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(async i =>
        {
            try
            {
                await Storage.WriteStateAsync("s", id, new GrainState<Ledger>(new Ledger { Balance = i }, first.ETag));
                return i;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        })).Soon();
        var winner = Assert.Single(outcomes, outcome => outcome != 0);
        var read = new GrainState<Ledger>();
        await Storage.ReadStateAsync("s", id, read).Soon();
        Assert.Equal(winner, read.State!.Balance);
    }

    [Fact]
    public async Task An_etag_from_before_a_removal_does_not_match_what_came_after()
    {
        var id = GrainId.Create("outside", "again");
        var state = new GrainState<Ledger>(new Ledger { Balance = 1 });
        await Storage.WriteStateAsync("s", id, state).Soon();
        var old = new GrainState<Ledger>(new Ledger { Balance = 9 }, state.ETag);
        await Storage.ClearStateAsync("s", id, state).Soon();
        Assert.False(state.RecordExists);
        await Storage.WriteStateAsync("s", id, state).Soon();
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("s", id, old).Soon());
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("s", id, old).Soon());
    }

    [Fact]
    public async Task Immutable_records_with_collections_come_back_as_they_were()
    {
        var id = GrainId.Create("outside", "track");
        var track = new Track
        {
            Name = "pallet 7",
            Phases = [0.5, double.NaN, double.PositiveInfinity],
            Spans = ImmutableDictionary<string, Span2>.Empty.Add("a~b", new Span2(1, 2)),
            Last = double.NegativeInfinity,
            Seen = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)),
        };
        await Storage.WriteStateAsync("track", id, new GrainState<Track>(track)).Soon();
        var read = new GrainState<Track>();
        await Storage.ReadStateAsync("track", id, read).Soon();
        Assert.Equal(track.Phases.AsEnumerable(), read.State!.Phases);
        Assert.Equal(track.Spans["a~b"], read.State.Spans["a~b"]);
        Assert.Equal(track with { Phases = read.State.Phases, Spans = read.State.Spans }, read.State);
    }

    [Fact]
    public async Task An_array_that_was_never_set_comes_back_unset()
    {
        var id = GrainId.Create("outside", "unset");
        await Storage.WriteStateAsync("track", id, new GrainState<Track>(new Track { Name = "x", Phases = default })).Soon();
        var read = new GrainState<Track>();
        await Storage.ReadStateAsync("track", id, read).Soon();
        Assert.True(read.State!.Phases.IsDefaultOrEmpty);
    }

    [Fact]
    public async Task A_cancelled_write_is_not_begun()
    {
        var id = GrainId.Create("outside", "cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Storage.WriteStateAsync("s", id, new GrainState<Ledger>(new Ledger()), new CancellationToken(canceled: true)).Soon());
        var read = new GrainState<Ledger>();
        await Storage.ReadStateAsync("s", id, read).Soon();
        Assert.False(read.RecordExists);
    }
}
#endif
