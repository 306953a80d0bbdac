using Microsoft.Data.Sqlite;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Sqlite;

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
