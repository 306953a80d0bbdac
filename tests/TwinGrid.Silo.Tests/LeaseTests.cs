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
    private int _waiting;

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
        using Worker first = await StartAsync(_states);
        await first.Working.WaitAsync(Stop);
        using Worker second = await StartAsync(_states);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.False(second.Working.IsCompleted);
        Assert.False(first.IsLost);
        await StopAsync(first);
        await PassUntilAsync(second.Working, TimeSpan.FromMinutes(1));
        await StopAsync(second);
    }

    [Fact]
    public async Task A_holder_that_can_not_renew_stops_before_another_takes_over()
    {
        var dead = new Partition(_states);
        using Worker first = await StartAsync(dead);
        await first.Working.WaitAsync(Stop);
        using Worker second = await StartAsync(_states);
        await PassAsync(TimeSpan.FromMinutes(1));
        dead.IsCut = true;
        DateTimeOffset cut = _time.GetUtcNow();
        await PassUntilAsync(first.Lost, LeaseBook.Trust);
        Assert.False(second.Working.IsCompleted);
        await PassUntilAsync(second.Working, TimeSpan.FromMinutes(1));
        Assert.True(_time.GetUtcNow() - cut >= LeaseBook.Patience);
        await StopAsync(first);
        await StopAsync(second);
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

    /// <summary>Starts a worker, which then holds the lease or waits for it: a renewal's time either way.</summary>
    private async Task<Worker> StartAsync(IStateStore states)
    {
        Worker worker = new(states, _time);
        _waiting++;
        await _time.AwaitedAsync(LeaseBook.Renewal, Stop);
        return worker;
    }

    private async Task StopAsync(Worker worker)
    {
        await worker.StopAsync();
        _waiting--;
    }

    /// <summary>Lets a renewal's time pass, until every worker has done its turn and waits for the next.</summary>
    private async Task StepAsync()
    {
        _time.Advance(LeaseBook.Renewal);
        for (int worker = 0; worker < _waiting; worker++)
        {
            await _time.AwaitedAsync(LeaseBook.Renewal, Stop);
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
