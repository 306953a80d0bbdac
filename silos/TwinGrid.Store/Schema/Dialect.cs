using System.Data.Common;

namespace TwinGrid.Store.Schema;

/// <summary>What differs between databases: names of types, lists as parameters, the writer's lock, bulk inserts, connections.</summary>
internal abstract class Dialect : IAsyncDisposable
{
    /// <summary>A name for messages: the file, or host and database.</summary>
    public abstract string Name { get; }

    /// <summary>Writes types into a statement that makes tables: {int}, {text}, {blob}, {clustered} and {seq}.</summary>
    public abstract string Typed(string statement);

    /// <summary>Whether a table of that name is there.</summary>
    public abstract Task<bool> HasTableAsync(DbConnection connection, string table, CancellationToken cancellationToken);

    /// <summary>A condition that a column has one of the values of a list parameter.</summary>
    public abstract string AnyOf(string column, string parameter);

    /// <summary>The same for a column of bytes.</summary>
    public abstract string AnyBytesOf(string column, string parameter);

    /// <summary>A column that the planner shall not look for an index of: another column of the condition narrows better.</summary>
    public abstract string Unindexed(string column);

    /// <summary>Those of some values that stand in an indexed column, or all of them where it costs as much to ask as to select their rows.</summary>
    public virtual IReadOnlyList<long> Present(DbConnection writer, string table, string column, IReadOnlyList<long> values) => values;

    /// <summary>The value of a list parameter.</summary>
    public abstract object ListOf(IReadOnlyList<long> values);

    /// <summary>The value of a list parameter.</summary>
    public abstract object ListOf(IReadOnlyList<string> values);

    /// <summary>The value of a list parameter.</summary>
    public abstract object ListOf(IReadOnlyList<byte[]> values);

    /// <summary>Opens a connection that may write.</summary>
    public abstract Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken);

    /// <summary>Closes a connection of <see cref="OpenWriterAsync"/>.</summary>
    public abstract ValueTask CloseWriterAsync(DbConnection writer);

    /// <summary>Begins a transaction that no other writer, of this process or another, runs beside.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection writer, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that may run beside those of other processes, where the database can do so.</summary>
    public virtual Task<DbTransaction> BeginBesideOthersAsync(DbConnection writer, CancellationToken cancellationToken) => BeginAsync(writer, cancellationToken);

    /// <summary>Tidies up behind commits, when nothing has come for a while.</summary>
    public virtual Task SettleAsync(DbConnection writer) => Task.CompletedTask;

    /// <summary>Inserts rows.</summary>
    /// <param name="writer">A connection of <see cref="OpenWriterAsync"/>, in a transaction.</param>
    /// <param name="table">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public abstract Task InsertAsync<TRow>(DbConnection writer, Table table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : IRow;

    /// <summary>Reads with a pooled connection that sees whatever is committed.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
