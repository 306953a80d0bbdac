using TwinGrid.Store.Postgres;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Sqlite;

namespace TwinGrid.Store;

/// <summary>Opens stores.</summary>
public static class TraceStores
{
    /// <summary>Whether a connection names a database of PostgreSQL; otherwise it is the path of a SQLite file.</summary>
    /// <param name="connection">The connection.</param>
    public static bool IsPostgres(string connection) => PostgresAddress.Is(connection);

    /// <summary>Opens a store, making or migrating its schema.</summary>
    /// <param name="connection">
    /// A connection string of PostgreSQL, known by "Host=" or "postgresql://"; otherwise the path of a SQLite file, made when needed.
    /// </param>
    /// <param name="time">Where record times come from.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TraceStoreException">There is no such database, it can't be written, or its schema is newer than this program.</exception>
    public static Task<ITraceStore> OpenAsync(string connection, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        ArgumentNullException.ThrowIfNull(time);
        Dialect dialect = IsPostgres(connection) ? PostgresDialect.Of(connection) : new SqliteDialect(connection);
        return TraceStore.OpenAsync(dialect, time, cancellationToken);
    }
}
