using System.Data.Common;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.States;

/// <summary>One state on its way to the table; without data, its removal.</summary>
internal sealed record StateWrite(StateKey Key, long? Expected, byte[]? Data)
{
    /// <summary>The new version once it is durable; null where another one was stored than expected.</summary>
    public TaskCompletionSource<long?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Writes whatever has gathered in one transaction, and only after the commit tells each caller: one wait for the disk serves a
/// whole group.
/// </summary>
internal sealed class StateWriter : IAsyncDisposable
{
    private const int QueueSize = 16_384, GroupSize = 1_024;

    // A removed state keeps its row without data, so that its versions go on; a state that is new there goes on behind them.
    private const string Insert = """
        INSERT INTO states (area, key, name, version, data) VALUES (@area, @key, @name, 1, @data)
        ON CONFLICT (area, key, name) DO UPDATE SET version = states.version + 1, data = excluded.data WHERE states.data IS NULL
        RETURNING version
        """;

    private const string Update = """
        UPDATE states SET version = version + 1, data = @data
        WHERE area = @area AND key = @key AND name = @name AND version = @expected AND data IS NOT NULL RETURNING version
        """;

    private const string Remove = """
        UPDATE states SET version = version + 1, data = NULL
        WHERE area = @area AND key = @key AND name = @name AND version = @expected AND data IS NOT NULL RETURNING version
        """;

    private readonly Channel<StateWrite> _queue = Channel.CreateBounded<StateWrite>(new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private readonly Dialect _dialect;
    private readonly Task _run;
    private DbConnection? _connection;

    public StateWriter(Dialect dialect)
    {
        _dialect = dialect;
        _run = Task.Run(RunAsync);
    }

    public async Task<long?> WriteAsync(StateWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(_dialect.Name);
        }

        return await write.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what was taken on, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _run;
        await CloseAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<StateWrite>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupSize && _queue.Reader.TryRead(out StateWrite? write))
            {
                group.Add(write);
            }

            await CommitAsync(group);
            group.Clear();
        }
    }

    private async Task CommitAsync(List<StateWrite> group)
    {
        // In the order of keys: two processes that lock the same rows in two orders would wait for each other.
        StateWrite[] sorted = [.. group.OrderBy(write => (write.Key.Area, write.Key.Key, write.Key.Name), Comparer<(string, string, string)>.Create(Ordinal))];
        long?[] versions = new long?[sorted.Length];
        try
        {
            _connection ??= await _dialect.OpenWriterAsync(CancellationToken.None);
            await using (DbTransaction transaction = await _dialect.BeginBesideOthersAsync(_connection, CancellationToken.None))
            {
                for (int index = 0; index < sorted.Length; index++)
                {
                    versions[index] = await ApplyAsync(_connection, sorted[index]);
                }

                await transaction.CommitAsync();
            }
        }
        catch (Exception exception)
        {
            // A connection that failed once is not trusted again.
            await CloseAsync();
            foreach (StateWrite write in sorted)
            {
                write.Done.SetException(exception);
            }

            return;
        }

        foreach ((StateWrite write, long? version) in sorted.Zip(versions))
        {
            write.Done.SetResult(version);
        }
    }

    private static async Task<long?> ApplyAsync(DbConnection connection, StateWrite write)
    {
        if (write is { Data: null, Expected: null })
        {
            // Nothing was stored when this writer looked, so there is nothing to remove.
            return 0;
        }

        List<(string Name, object Value)> values = [("@area", write.Key.Area), ("@key", write.Key.Key), ("@name", write.Key.Name)];
        if (write.Data is { } data)
        {
            values.Add(("@data", data));
        }

        if (write.Expected is { } expected)
        {
            values.Add(("@expected", expected));
        }

        await using DbCommand command = connection.Command(
            write.Data is null ? Remove : write.Expected is null ? Insert : Update,
            CollectionsMarshal.AsSpan(values));
        return await command.ExecuteScalarAsync() as long?;
    }

    private static int Ordinal((string, string, string) left, (string, string, string) right) =>
        string.CompareOrdinal(left.Item1, right.Item1) is not 0 and int area ? area
        : string.CompareOrdinal(left.Item2, right.Item2) is not 0 and int key ? key
        : string.CompareOrdinal(left.Item3, right.Item3);

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            try
            {
                await _dialect.CloseWriterAsync(connection);
            }
            catch (DbException)
            {
                // It was broken before.
            }
        }
    }
}
