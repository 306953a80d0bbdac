using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace TwinGrid.Embedded;

/// <summary>
/// The single writer of a state file. Takes whatever has gathered in its bounded queue, writes it in one transaction,
/// and only after the commit tells each that it is done: one wait for the disk serves a whole group.
/// </summary>
internal sealed class SqliteStateWriter : IDisposable
{
    private const int QueueSize = 16_384;
    private const int GroupSize = 4_096;

    private readonly Channel<StateWrite> _queue = Channel.CreateBounded<StateWrite>(
        new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly Thread _thread;
    private long _version;

    public SqliteStateWriter(string path)
    {
        _connection = SqliteConnections.Open(path);
        Execute("""
            CREATE TABLE IF NOT EXISTS grain_state (
                type TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, data BLOB,
                PRIMARY KEY (type, key, name)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS grain_state_version (id INTEGER PRIMARY KEY CHECK (id = 1), next INTEGER NOT NULL);
            INSERT OR IGNORE INTO grain_state_version VALUES (1, 1);
            """);
        _insert = _connection.Prepare(
            "INSERT INTO grain_state (type, key, name, version, data) VALUES ($t, $k, $n, $v, $d) ON CONFLICT DO NOTHING", "$t", "$k", "$n", "$v", "$d");
        _update = _connection.Prepare(
            "UPDATE grain_state SET version = $v, data = $d WHERE type = $t AND key = $k AND name = $n AND version = $e", "$t", "$k", "$n", "$v", "$d", "$e");
        _delete = _connection.Prepare(
            "DELETE FROM grain_state WHERE type = $t AND key = $k AND name = $n AND version = $e", "$t", "$k", "$n", "$e");
        using (var next = _connection.Prepare("SELECT next FROM grain_state_version"))
        {
            _version = (long)next.ExecuteScalar()!;
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "grain state writer" };
        _thread.Start();
    }

    public ValueTask EnqueueAsync(StateWrite write, CancellationToken cancellationToken) => _queue.Writer.WriteAsync(write, cancellationToken);

    /// <summary>Writes what has been taken on, then closes the file.</summary>
    public void Dispose()
    {
        if (_queue.Writer.TryComplete())
        {
            _thread.Join();
            _insert.Dispose();
            _update.Dispose();
            _delete.Dispose();
            _connection.Dispose();
        }
    }

    private void Run()
    {
        var group = new List<StateWrite>(GroupSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupSize && _queue.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<StateWrite> group)
    {
        var results = new long[group.Count];
        try
        {
            Execute("BEGIN IMMEDIATE");
            for (var index = 0; index < group.Count; index++)
            {
                results[index] = Apply(group[index]);
            }

            // Versions are never used twice, not even after a removal: an old one cannot match by chance.
            Execute($"UPDATE grain_state_version SET next = {_version}");
            Execute("COMMIT");
        }
        catch (Exception exception)
        {
            TryRollBack();
            foreach (var write in group)
            {
                write.Done.SetException(exception);
            }

            return;
        }

        for (var index = 0; index < group.Count; index++)
        {
            group[index].Done.SetResult(results[index]);
        }
    }

    /// <summary>Writes one state if its version is the expected one; the check and the write are one statement.</summary>
    private long Apply(StateWrite write)
    {
        var command = write switch
        {
            { Data: null } => _delete,
            { Expected: null } => _insert,
            _ => _update,
        };
        if (write is { Data: null, Expected: null })
        {
            // Nothing was stored when this grain read, so there is nothing to remove.
            return _version;
        }

        var version = _version++;
        command.Parameters["$t"].Value = write.Type;
        command.Parameters["$k"].Value = write.Key;
        command.Parameters["$n"].Value = write.Name;
        if (write.Data is not null)
        {
            command.Parameters["$v"].Value = version;
            command.Parameters["$d"].Value = write.Data;
        }

        if (write.Expected is { } expected)
        {
            command.Parameters["$e"].Value = expected;
        }

        return command.ExecuteNonQuery() == 1 ? version : StateWrite.Conflict;
    }

    private void TryRollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, or the file is gone; either way nothing of the group is stored.
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
