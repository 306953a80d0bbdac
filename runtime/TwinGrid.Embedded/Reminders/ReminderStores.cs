using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>One reminder as it is stored.</summary>
internal sealed record ReminderEntry(GrainId Grain, string Name, DateTimeOffset First, TimeSpan Period);

/// <summary>Where reminders are kept.</summary>
internal interface IReminderStore
{
    IReadOnlyList<ReminderEntry> Load();

    void Save(ReminderEntry entry);

    void Delete(GrainId grain, string name);
}

internal sealed class MemoryReminderStore : IReminderStore
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _entries = new();

    public IReadOnlyList<ReminderEntry> Load() => [.. _entries.Values];

    public void Save(ReminderEntry entry) => _entries[(entry.Grain, entry.Name)] = entry;

    public void Delete(GrainId grain, string name) => _entries.TryRemove((grain, name), out _);
}

/// <summary>Keeps reminders in a SQLite file; each change is on disk when the call returns.</summary>
internal sealed class SqliteReminderStore : IReminderStore, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    public SqliteReminderStore(string path)
    {
        _connection = SqliteConnections.Open(path);
        using var create = _connection.Prepare("""
            CREATE TABLE IF NOT EXISTS grain_reminder (
                type TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, first_utc_ticks INTEGER NOT NULL, period_ticks INTEGER NOT NULL,
                PRIMARY KEY (type, key, name)) WITHOUT ROWID
            """);
        create.ExecuteNonQuery();
    }

    public IReadOnlyList<ReminderEntry> Load()
    {
        lock (_gate)
        {
            using var select = _connection.Prepare("SELECT type, key, name, first_utc_ticks, period_ticks FROM grain_reminder");
            using var row = select.ExecuteReader();
            var entries = new List<ReminderEntry>();
            while (row.Read())
            {
                entries.Add(new ReminderEntry(
                    GrainId.Create(row.GetString(0), row.GetString(1)), row.GetString(2),
                    new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero), TimeSpan.FromTicks(row.GetInt64(4))));
            }

            return entries;
        }
    }

    public void Save(ReminderEntry entry) => Change(
        "INSERT OR REPLACE INTO grain_reminder VALUES ($0, $1, $2, $3, $4)",
        entry.Grain.Type.ToString(), entry.Grain.Key.ToString(), entry.Name, entry.First.UtcTicks, entry.Period.Ticks);

    public void Delete(GrainId grain, string name) => Change(
        "DELETE FROM grain_reminder WHERE type = $0 AND key = $1 AND name = $2", grain.Type.ToString(), grain.Key.ToString(), name);

    public void Dispose() => _connection.Dispose();

    private void Change(string sql, params object[] values)
    {
        lock (_gate)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters.AddWithValue($"${index}", values[index]);
            }

            command.ExecuteNonQuery();
        }
    }
}
