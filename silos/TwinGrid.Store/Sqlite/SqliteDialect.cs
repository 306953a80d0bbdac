using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Sqlite;

/// <summary>
/// SQLite in one file: write-ahead log with full synchronisation, so that what is committed survives a loss of power; one writer,
/// pooled readers that never wait for it.
/// </summary>
internal sealed class SqliteDialect(string path) : Dialect
{
    /// <summary>Readers at once; more wait.</summary>
    private const int MostReaders = 8;

    /// <summary>SQLITE_INTERRUPT.</summary>
    private const int Interrupted = 9;

    /// <summary>
    /// The log is moved into the file each 512 MB, or when nothing is written: index pages that are changed again and again until then are
    /// moved once.
    /// </summary>
    private const string WriterPragmas = """
        PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=131072;
        PRAGMA cache_size=-131072; PRAGMA temp_store=MEMORY;
        """;

    private const string ReaderPragmas = "PRAGMA busy_timeout=30000; PRAGMA query_only=1; PRAGMA cache_size=-8192; PRAGMA mmap_size=1073741824;";

    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _readers = new(MostReaders);
    private readonly Dictionary<Table, SqliteInsert> _inserts = [];
    private readonly Dictionary<string, SqliteLookUp> _lookUps = [];
    private bool _closed;

    /// <inheritdoc/>
    public override string Name => path;

    /// <inheritdoc/>
    public override string Typed(string statement) => statement
        .Replace("{int}", "INTEGER", StringComparison.Ordinal)
        .Replace("{text}", "TEXT", StringComparison.Ordinal)
        .Replace("{blob}", "BLOB", StringComparison.Ordinal)
        .Replace("{clustered}", " WITHOUT ROWID", StringComparison.Ordinal)
        .Replace("{seq}", "", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override async Task<bool> HasTableAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.Command("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @name", ("@name", table));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <inheritdoc/>
    public override string AnyOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    /// <inheritdoc/>
    public override string AnyBytesOf(string column, string parameter) => $"{column} IN (SELECT unhex(value) FROM json_each({parameter}))";

    /// <inheritdoc/>
    public override string Unindexed(string column) => "+" + column;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Present(DbConnection writer, string table, string column, IReadOnlyList<long> values)
    {
        if (!_lookUps.TryGetValue(table, out SqliteLookUp? lookUp))
        {
            _lookUps[table] = lookUp = new SqliteLookUp((SqliteConnection)writer, table, column);
        }

        return [.. values.Where(lookUp.Has)];
    }

    /// <inheritdoc/>
    public override object ListOf(IReadOnlyList<long> values) => JsonSerializer.Serialize(values);

    /// <inheritdoc/>
    public override object ListOf(IReadOnlyList<string> values) => JsonSerializer.Serialize(values);

    /// <inheritdoc/>
    public override object ListOf(IReadOnlyList<byte[]> values) => JsonSerializer.Serialize(values.Select(Convert.ToHexString));

    /// <inheritdoc/>
    public override Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return Task.FromResult<DbConnection>(Open(WriterPragmas, SqliteOpenMode.ReadWriteCreate));
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new TraceStoreException($"{path}: expected a SQLite database that can be written, in a folder that can be written; found: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override ValueTask CloseWriterAsync(DbConnection writer)
    {
        foreach (SqliteInsert insert in _inserts.Values)
        {
            insert.Dispose();
        }

        _inserts.Clear();
        foreach (SqliteLookUp lookUp in _lookUps.Values)
        {
            lookUp.Dispose();
        }

        _lookUps.Clear();
        return writer.DisposeAsync();
    }

    /// <inheritdoc/>
    public override Task<DbTransaction> BeginAsync(DbConnection writer, CancellationToken cancellationToken)
    {
        DbTransaction transaction = ((SqliteConnection)writer).BeginTransaction(deferred: false);
        return Task.FromResult(transaction);
    }

    /// <summary>Moves the log into the file: while there is a log, readers look for each page there first.</summary>
    public override Task SettleAsync(DbConnection writer)
    {
        using DbCommand command = writer.Command("PRAGMA wal_checkpoint(PASSIVE)");
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task InsertAsync<TRow>(DbConnection writer, Table table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (!_inserts.TryGetValue(table, out SqliteInsert? insert))
        {
            _inserts[table] = insert = new SqliteInsert((SqliteConnection)writer, table);
        }

        foreach (TRow row in rows)
        {
            row.WriteTo(insert);
            insert.Run();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            // SQLite works in the calling thread: a twin's turn or a request must not.
            return await Task.Run(() => ReadHereAsync(read, cancellationToken), cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _closed = true;
        while (_idle.TryTake(out SqliteConnection? connection))
        {
            connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async Task<T> ReadHereAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        SqliteConnection connection = _idle.TryTake(out SqliteConnection? idle) ? idle : Open(ReaderPragmas, SqliteOpenMode.ReadWrite);
        try
        {
            await using CancellationTokenRegistration interruption = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
            return await read(connection, cancellationToken);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Interrupted && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("the search was given up", exception, cancellationToken);
        }
        finally
        {
            _idle.Add(connection);
            if (_closed && _idle.TryTake(out SqliteConnection? last))
            {
                last.Dispose();
            }
        }
    }

    private SqliteConnection Open(string pragmas, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = mode }.ToString());
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
