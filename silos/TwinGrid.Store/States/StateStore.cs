using System.Data.Common;
using TwinGrid.Store.Postgres;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Sqlite;

namespace TwinGrid.Store.States;

/// <summary>States in one table of a SQLite file or of a database of PostgreSQL.</summary>
public sealed class StateStore : IStateStore
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS states (
            area {text} NOT NULL, key {text} NOT NULL, name {text} NOT NULL, version {int} NOT NULL, data {blob},
            PRIMARY KEY (area, key, name)){clustered}
        """;

    private readonly Dialect _dialect;
    private readonly StateWriter _writer;

    private StateStore(Dialect dialect) => (_dialect, _writer) = (dialect, new StateWriter(dialect));

    /// <summary>Opens a store, making its table when needed.</summary>
    /// <param name="connection">A connection string of PostgreSQL, known by "Host=" or "postgresql://"; otherwise the path of a SQLite file.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TraceStoreException">There is no such database, or it can't be written.</exception>
    public static async Task<IStateStore> OpenAsync(string connection, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        Dialect dialect = PostgresAddress.Is(connection) ? PostgresDialect.Of(connection) : new SqliteDialect(connection);
        try
        {
            DbConnection writer = await dialect.OpenWriterAsync(cancellationToken);
            try
            {
                // Under the writer's lock: two processes that make one table at a time would be in each other's way.
                await using DbTransaction transaction = await dialect.BeginAsync(writer, cancellationToken);
                await writer.Command(dialect.Typed(Table)).RunAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            finally
            {
                await dialect.CloseWriterAsync(writer);
            }

            return new StateStore(dialect);
        }
        catch
        {
            await dialect.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredState?> FindAsync(StateKey key, CancellationToken cancellationToken)
    {
        List<StoredState> found = await _dialect.ReadAsync(
            (connection, stop) => connection.Command(
                "SELECT area, key, name, version, data FROM states WHERE area = @area AND key = @key AND name = @name AND data IS NOT NULL",
                ("@area", key.Area),
                ("@key", key.Key),
                ("@name", key.Name)).ListAsync(StateOf, stop),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredState>> ListAsync(string area, string? key, CancellationToken cancellationToken) => await _dialect.ReadAsync(
        (connection, stop) => connection.Command(
            $"SELECT area, key, name, version, data FROM states WHERE area = @area {(key is null ? "" : "AND key = @key")} AND data IS NOT NULL ORDER BY key, name",
            key is null ? [("@area", area)] : [("@area", area), ("@key", key)]).ListAsync(StateOf, stop),
        cancellationToken);

    /// <inheritdoc/>
    public Task<long?> WriteAsync(StateKey key, long? expected, byte[]? data, CancellationToken cancellationToken) =>
        _writer.WriteAsync(new StateWrite(key, expected, data), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _dialect.DisposeAsync();
    }

    private static StoredState StateOf(DbDataReader row) =>
        new(new StateKey(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt64(3), row.GetFieldValue<byte[]>(4));
}
