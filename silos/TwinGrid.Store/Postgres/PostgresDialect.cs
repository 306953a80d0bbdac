using System.Data.Common;
using Npgsql;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Postgres;

/// <summary>
/// PostgreSQL: synchronous_commit=on, so that what is committed survives a loss of power; rows go in by binary COPY; writers of
/// several processes take turns by an advisory lock, so that sequences are in the order of commits.
/// </summary>
internal sealed class PostgresDialect : Dialect
{
    private const int CopyChunk = 1 << 16;

    private readonly NpgsqlDataSource _source;

    private PostgresDialect(NpgsqlDataSource source, string name) => (_source, Name) = (source, name);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The dialect of a database by connection string, "Host=…;Database=…" or "postgresql://user:password@host:port/database".</summary>
    /// <exception cref="TraceStoreException">The connection string can't be understood.</exception>
    public static PostgresDialect Of(string connection)
    {
        try
        {
            NpgsqlConnectionStringBuilder settings = PostgresAddress.Read(connection);
            // Not prepared: a plan made while a table is empty reads the whole of it for as long as the plan is kept.
            settings.MaxAutoPrepare = 0;
            return new PostgresDialect(new NpgsqlDataSourceBuilder(settings.ConnectionString).Build(), $"{settings.Host}:{settings.Port}/{settings.Database}");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new TraceStoreException($"connection to PostgreSQL: expected Host=…;Database=… or postgresql://…, found: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override string Typed(string statement) => statement
        .Replace("{int}", "bigint", StringComparison.Ordinal)
        .Replace("{text}", "text COLLATE \"C\"", StringComparison.Ordinal)
        .Replace("{blob}", "bytea", StringComparison.Ordinal)
        .Replace("{clustered}", "", StringComparison.Ordinal)
        .Replace("{seq}", ", seq", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override async Task<bool> HasTableAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.Command("SELECT to_regclass(@name) IS NOT NULL", ("@name", table));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <inheritdoc/>
    public override string AnyOf(string column, string parameter) => $"{column} = ANY({parameter})";

    /// <inheritdoc/>
    public override string AnyBytesOf(string column, string parameter) => AnyOf(column, parameter);

    /// <inheritdoc/>
    public override string Unindexed(string column) => column;

    /// <inheritdoc/>
    public override object ListOf(IReadOnlyList<long> values) => values.ToArray();

    /// <inheritdoc/>
    public override object ListOf(IReadOnlyList<string> values) => values.ToArray();

    /// <inheritdoc/>
    public override object ListOf(IReadOnlyList<byte[]> values) => values.ToArray();

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection writer = await _source.OpenConnectionAsync(cancellationToken);
            // Here and not once a connection: the pool resets what a session has set. A writer looks thousands of keys up at once, each by
            // an index; without statistics of a table that grows, the planner reads the whole of it instead.
            await writer.Command("SET synchronous_commit = on; SET enable_seqscan = off").RunAsync(cancellationToken);
            return writer;
        }
        catch (NpgsqlException exception)
        {
            throw new TraceStoreException($"{Name}: expected a PostgreSQL database that can be reached, found: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override ValueTask CloseWriterAsync(DbConnection writer) => writer.DisposeAsync();

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginAsync(DbConnection writer, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await writer.BeginTransactionAsync(cancellationToken);
        try
        {
            await writer.Command("SELECT pg_advisory_xact_lock(hashtextextended('twingrid trace ' || current_schema(), 0))").RunAsync(cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginBesideOthersAsync(DbConnection writer, CancellationToken cancellationToken) =>
        await writer.BeginTransactionAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task InsertAsync<TRow>(DbConnection writer, Table table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string columns = string.Join(", ", table.Columns);
        if (table.OnConflict is { } action)
        {
            await UpsertAsync(writer, table, action, rows, cancellationToken);
            return;
        }

        await using NpgsqlRawCopyStream copy = await ((NpgsqlConnection)writer).BeginRawBinaryCopyAsync(
            $"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        var sink = new PostgresSink();
        foreach (TRow row in rows)
        {
            sink.BeginRow(table.Columns.Length);
            row.WriteTo(sink);
            if (sink.Unsent.Length >= CopyChunk)
            {
                // The server works on one part while the next is written down.
                await copy.WriteAsync(sink.Unsent, cancellationToken);
                sink.Clear();
            }
        }

        sink.End();
        await copy.WriteAsync(sink.Unsent, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        return await read(connection, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task UpsertAsync<TRow>(DbConnection writer, Table table, string action, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : IRow
    {
        var sink = new PostgresColumns(table.Columns.Length);
        foreach (TRow row in rows)
        {
            row.WriteTo(sink);
        }

        (string Name, object Value)[] arrays = [.. table.Columns.Select((column, index) => ("@" + column, sink.ArrayOf(index)))];
        await writer.Command(
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) SELECT * FROM unnest({string.Join(", ", arrays.Select(array => array.Name))}) ON CONFLICT {action}",
            arrays).RunAsync(cancellationToken);
    }
}
