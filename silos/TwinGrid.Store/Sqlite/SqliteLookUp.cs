using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TwinGrid.Store.Sqlite;

/// <summary>A prepared question whether an indexed column has a value: a list of many in one statement is parsed and sorted first.</summary>
internal sealed class SqliteLookUp : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteLookUp(SqliteConnection connection, string table, string column)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(_database, $"SELECT 1 FROM {table} WHERE {column} = ?", out _statement), _database);
    }

    /// <summary>Whether some row has the value.</summary>
    public bool Has(long value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(_statement, 1, value), _database);
        int stepped = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (stepped is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(stepped, _database);
        }

        return stepped == raw.SQLITE_ROW;
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();
}
