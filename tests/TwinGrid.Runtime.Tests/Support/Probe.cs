using System.Collections.Concurrent;

namespace TwinGrid.Runtime.Tests;

/// <summary>What grains and tests share: things that were seen, and gates that hold a grain until the test lets it go.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, Trail> _trails = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public void See(string trail, string what) => Of(trail).Add(what);

    public IReadOnlyList<string> Seen(string trail) => Of(trail).Snapshot();

    /// <summary>Ends when the trail has at least <paramref name="count"/> entries.</summary>
    public Task<IReadOnlyList<string>> UntilSeen(string trail, int count) => Of(trail).Until(count).Soon();

    public Task Gate(string name) => Source(name).Task;

    public void Open(string name) => Source(name).TrySetResult();

    private TaskCompletionSource Source(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private Trail Of(string name) => _trails.GetOrAdd(name, _ => new Trail());

    private sealed class Trail
    {
        private readonly List<string> _entries = [];
        private readonly List<(int Count, TaskCompletionSource<IReadOnlyList<string>> Done)> _waiting = [];

        public void Add(string entry)
        {
            lock (_entries)
            {
                _entries.Add(entry);
                foreach (var (_, done) in _waiting.Where(waiter => waiter.Count <= _entries.Count))
                {
                    done.TrySetResult([.. _entries]);
                }
            }
        }

        public IReadOnlyList<string> Snapshot()
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }

        public Task<IReadOnlyList<string>> Until(int count)
        {
            lock (_entries)
            {
                var done = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_entries.Count >= count)
                {
                    done.SetResult([.. _entries]);
                }
                else
                {
                    _waiting.Add((count, done));
                }

                return done.Task;
            }
        }
    }
}

public static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Fails the test, instead of hanging it, when what it waits for never comes. Not by a TimeoutException: tests expect those.</summary>
    public static async Task Soon(this Task task)
    {
        using var over = new CancellationTokenSource();
        if (await Task.WhenAny(task, Task.Delay(Limit, TimeProvider.System, over.Token)) != task)
        {
            Assert.Fail($"Nothing came within {Limit}.");
        }

        await over.CancelAsync();
        await task;
    }

    /// <inheritdoc cref="Soon(Task)"/>
    public static async Task<T> Soon<T>(this Task<T> task)
    {
        await ((Task)task).Soon();
        return await task;
    }
}
