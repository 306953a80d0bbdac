using Microsoft.Data.Sqlite;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Sqlite;
using TwinGrid.Store.Writing;

namespace TwinGrid.Store.Tests.Contract;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteContractTests : StoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twingrid-store-");

    protected override string Connection => Path.Combine(_folder.FullName, "data", "trace.db");

    protected override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Connection};Pooling=False");
        await connection.OpenAsync(Stop);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Stop);
    }

    protected override string Bytes(string hex) => $"x'{hex}'";

    private protected override Dialect Dialect() => new SqliteDialect(Connection);

    [Fact]
    public async Task A_second_connection_reads_while_a_writer_is_in_its_transaction()
    {
        await AppendAsync(TestEvents.Seen(1, 1));
        await using var other = new SqliteConnection($"Data Source={Connection};Pooling=False");
        await other.OpenAsync(Stop);
        await using SqliteTransaction transaction = other.BeginTransaction(deferred: false);
        ITraceStore reader = await OpenAsync();
        Assert.Single(await reader.Steps.OfAsync(TestEvents.Epc(1), Stop));
    }

    [Fact]
    public async Task When_nothing_is_written_for_a_while_the_log_moves_into_the_file()
    {
        await AppendAsync(TestEvents.Seen(1, 1));
        Assert.False(await IsInFileAsync(1));
        await Time.AwaitedAsync(GroupWriter.Quiet, Stop);
        Time.Advance(GroupWriter.Quiet);

        // Taken on behind it, and by the same writer.
        await AppendAsync(TestEvents.Seen(2, 2));
        Assert.True(await IsInFileAsync(1));
        Assert.False(await IsInFileAsync(2));
    }

    /// <summary>Whether the database file alone, without its log, knows of a thing.</summary>
    private async Task<bool> IsInFileAsync(int thing)
    {
        string copy = Path.Combine(_folder.FullName, $"copy-{Guid.NewGuid():N}.db");
        File.Copy(Connection, copy);
        await using ITraceStore store = await TraceStores.OpenAsync(copy, Time, Stop);
        return (await store.Steps.OfAsync(TestEvents.Epc(thing), Stop)).Any();
    }

    [Theory]
    [InlineData("a folder stands there")]
    [InlineData("a file stands where the folder should")]
    [InlineData("no database")]
    public async Task A_file_that_can_t_be_a_database_is_refused_in_one_line(string why)
    {
        string path = Path.Combine(_folder.FullName, "other");
        if (why.StartsWith("a folder", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            await File.WriteAllTextAsync(path, new string('x', 5000), Stop);
            path = why.StartsWith("a file", StringComparison.Ordinal) ? Path.Combine(path, "trace.db") : path;
        }

        TraceStoreException refused = await Assert.ThrowsAsync<TraceStoreException>(() => TraceStores.OpenAsync(path, Time, Stop));
        Assert.StartsWith($"{path}: expected a", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
