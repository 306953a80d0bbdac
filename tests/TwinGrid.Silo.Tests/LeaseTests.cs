using Microsoft.Extensions.Logging.Abstractions;
using TwinGrid.Silo.Leases;
using TwinGrid.Store.States;
using TwinGrid.Support;

namespace TwinGrid.Silo.Tests;

public sealed class LeaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-lease-").FullName;
    private readonly FakeTime _time = new();
    private IStateStore _states = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _states = await StateStore.OpenAsync(Path.Combine(_folder, "states.db"), Stop);

    public async ValueTask DisposeAsync()
    {
        await _states.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Without_others_work_is_simply_done()
    {
        bool isDone = false;
        await new LeaseBook(null, _time, NullLogger<LeaseBook>.Instance).HoldAsync("work", _ => Task.FromResult(isDone = true), Stop);
        Assert.True(isDone);
    }

    [Fact]
    public async Task One_holds_it_and_the_other_takes_over_when_it_ends()
    {
        using var first = new Worker(_states, _time);
        await first.Working.WaitAsync(Stop);
        using var second = new Worker(_states, _time);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.False(second.Working.IsCompleted);
        Assert.False(first.IsLost);
        await first.StopAsync();
        await PassUntilAsync(second.Working, TimeSpan.FromMinutes(1));
        await second.StopAsync();
    }

    [Fact]
    public async Task A_holder_that_can_not_renew_stops_before_another_takes_over()
    {
        var dead = new Partition(_states);
        using var first = new Worker(dead, _time);
        await first.Working.WaitAsync(Stop);
        using var second = new Worker(_states, _time);
        await PassAsync(TimeSpan.FromMinutes(1));
        dead.IsCut = true;
        DateTimeOffset cut = _time.GetUtcNow();
        await PassUntilAsync(first.Lost, LeaseBook.Trust);
        Assert.False(second.Working.IsCompleted);
        await PassUntilAsync(second.Working, TimeSpan.FromMinutes(1));
        Assert.True(_time.GetUtcNow() - cut >= LeaseBook.Patience);
        await first.StopAsync();
        await second.StopAsync();
    }

    private async Task PassAsync(TimeSpan span)
    {
        for (TimeSpan passed = default; passed < span; passed += LeaseBook.Renewal)
        {
            await StepAsync();
        }
    }

    private async Task PassUntilAsync(Task done, TimeSpan limit)
    {
        for (TimeSpan passed = default; !done.IsCompleted; passed += LeaseBook.Renewal)
        {
            Assert.True(passed <= limit, "it took longer than expected");
            await StepAsync();
        }
    }

    /// <summary>Lets a renewal's time pass when both wait for it again.</summary>
    private async Task StepAsync()
    {
        _time.Advance(LeaseBook.Renewal);
        // Each has asked its store when the store answers this, asked after them.
        for (int turn = 0; turn < 20; turn++)
        {
            await _states.WriteAsync(new StateKey("test", "turn", ""), null, null, Stop);
            await Task.Yield();
        }
    }

    /// <summary>Holds the lease whenever it can.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly TaskCompletionSource _working = new(TaskCreationOptions.RunContinuationsAsynchronously), _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _run;

        public Worker(IStateStore states, TimeProvider time) => _run = new LeaseBook(states, time, NullLogger<LeaseBook>.Instance).HoldAsync("work", WorkAsync, _stop.Token);

        public Task Working => _working.Task;

        public Task Lost => _lost.Task;

        public bool IsLost => _lost.Task.IsCompleted;

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public void Dispose() => _stop.Dispose();

        private async Task WorkAsync(CancellationToken held)
        {
            _working.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _lost.TrySetResult();
            held.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A store that can be cut off.</summary>
    private sealed class Partition(IStateStore states) : IStateStore
    {
        public bool IsCut { get; set; }

        public Task<StoredState?> FindAsync(StateKey key, CancellationToken cancellationToken) => Reached.FindAsync(key, cancellationToken);

        public Task<IReadOnlyList<StoredState>> ListAsync(string area, string? key, CancellationToken cancellationToken) => Reached.ListAsync(area, key, cancellationToken);

        public Task<long?> WriteAsync(StateKey key, long? expected, byte[]? data, CancellationToken cancellationToken) => Reached.WriteAsync(key, expected, data, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private IStateStore Reached => IsCut ? throw new IOException("the cable is cut") : states;
    }
}
