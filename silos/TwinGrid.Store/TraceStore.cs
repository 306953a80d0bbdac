using System.Data.Common;
using TwinGrid.Store.Reading;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Writing;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store;

/// <summary>A store over a database.</summary>
internal sealed class TraceStore : ITraceStore
{
    private readonly Dialect _dialect;
    private readonly GroupWriter _writer;

    private TraceStore(Dialect dialect, DbConnection connection, TimeProvider time)
    {
        var names = new NameCache();
        _dialect = dialect;
        _writer = new GroupWriter(dialect, connection, names, time);
        Events = new EventStore(dialect, names, _writer, time);
        Steps = new StepReader(dialect, names);
        Facts = new FactStore(dialect, _writer, time);
        Documents = new Documents(dialect, _writer);
    }

    /// <inheritdoc/>
    public IEventStore Events { get; }

    /// <inheritdoc/>
    public IEventSteps Steps { get; }

    /// <inheritdoc/>
    public IFactStore Facts { get; }

    /// <inheritdoc/>
    public IDocuments Documents { get; }

    /// <summary>Opens a store over a database, which is the store's own from now on.</summary>
    public static async Task<ITraceStore> OpenAsync(Dialect dialect, TimeProvider time, CancellationToken cancellationToken)
    {
        DbConnection? writer = null;
        try
        {
            writer = await dialect.OpenWriterAsync(cancellationToken);
            await Migrator.RunAsync(dialect, writer, time, Migrations.All.Length, cancellationToken);
            return new TraceStore(dialect, writer, time);
        }
        catch (Exception exception)
        {
            if (writer is not null)
            {
                await dialect.CloseWriterAsync(writer);
            }

            await dialect.DisposeAsync();
            if (exception is DbException)
            {
                throw new TraceStoreException($"{dialect.Name}: expected a database that can be written, found: {exception.Message}", exception);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _dialect.DisposeAsync();
    }
}
