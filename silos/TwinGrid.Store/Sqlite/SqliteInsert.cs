using Microsoft.Data.Sqlite;
using SQLitePCL;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Sqlite;

/// <summary>A prepared insert: values are bound where they stand, without a parameter object and a box for each.</summary>
internal sealed class SqliteInsert : IRowSink, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _column;

    public SqliteInsert(SqliteConnection connection, Table table)
    {
        _database = connection.Handle!;
        string places = string.Join(", ", Enumerable.Repeat("?", table.Columns.Length));
        string conflict = table.OnConflict is { } action ? " ON CONFLICT " + action : "";
        Check(raw.sqlite3_prepare_v2(
            _database, $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({places}){conflict}", out _statement));
    }

    /// <inheritdoc/>
    public void Write(long value) => Check(raw.sqlite3_bind_int64(_statement, ++_column, value));

    /// <inheritdoc/>
    public void Write(long? value) => Check(value is { } number
        ? raw.sqlite3_bind_int64(_statement, ++_column, number)
        : raw.sqlite3_bind_null(_statement, ++_column));

    /// <inheritdoc/>
    public void Write(string? value) => Check(value is null
        ? raw.sqlite3_bind_null(_statement, ++_column)
        : raw.sqlite3_bind_text(_statement, ++_column, value));

    /// <inheritdoc/>
    public void Write(byte[]? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(_statement, ++_column));
        }
        else
        {
            Write(value.AsMemory());
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlyMemory<byte> value) => Check(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(_statement, ++_column, 0)
        : raw.sqlite3_bind_blob(_statement, ++_column, value.Span));

    /// <summary>Inserts the row that was written.</summary>
    public void Run()
    {
        _column = 0;
        int stepped = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (stepped != raw.SQLITE_DONE)
        {
            Check(stepped);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            _column = 0;
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
