using System.Data.Common;
using System.Globalization;

namespace TwinGrid.Store.Schema;

/// <summary>Brings a database to the newest schema, one transaction a migration, under the writer's lock.</summary>
internal static class Migrator
{
    /// <summary>Migrates.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="writer">A connection that may write.</param>
    /// <param name="time">Says when a migration was applied.</param>
    /// <param name="upTo">The version to stop at.</param>
    /// <param name="cancellationToken">Ends the attempt between migrations.</param>
    /// <exception cref="TraceStoreException">The schema is newer than this program.</exception>
    public static async Task RunAsync(Dialect dialect, DbConnection writer, TimeProvider time, int upTo, CancellationToken cancellationToken)
    {
        // Reading first keeps a process that only reads from waiting for the writer's lock.
        while (await VersionAsync(dialect, writer, cancellationToken) < upTo)
        {
            await using DbTransaction transaction = await dialect.BeginAsync(writer, cancellationToken);
            int version = await VersionAsync(dialect, writer, cancellationToken);
            if (version < upTo)
            {
                await ApplyAsync(dialect, writer, version, time, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private static async Task ApplyAsync(Dialect dialect, DbConnection writer, int version, TimeProvider time, CancellationToken cancellationToken)
    {
        if (version == 0)
        {
            await writer.Command(dialect.Typed("CREATE TABLE IF NOT EXISTS schema_migrations (version {int} PRIMARY KEY, applied {int} NOT NULL)"))
                .RunAsync(cancellationToken);
        }

        await writer.Command(dialect.Typed(Migrations.All[version])).RunAsync(cancellationToken);
        await writer.Command(
            "INSERT INTO schema_migrations (version, applied) VALUES (@version, @applied)",
            ("@version", (long)version + 1),
            ("@applied", time.GetUtcNow().UtcTicks)).RunAsync(cancellationToken);
    }

    private static async Task<int> VersionAsync(Dialect dialect, DbConnection connection, CancellationToken cancellationToken)
    {
        if (!await dialect.HasTableAsync(connection, "schema_migrations", cancellationToken))
        {
            return 0;
        }

        await using DbCommand command = connection.Command("SELECT max(version) FROM schema_migrations");
        object? newest = await command.ExecuteScalarAsync(cancellationToken);
        int version = newest is null or DBNull ? 0 : Convert.ToInt32(newest, CultureInfo.InvariantCulture);
        return version <= Migrations.All.Length
            ? version
            : throw new TraceStoreException($"{dialect.Name}: expected a schema of version {Migrations.All.Length} or older, found {version}; a newer TwinGrid made it");
    }
}
