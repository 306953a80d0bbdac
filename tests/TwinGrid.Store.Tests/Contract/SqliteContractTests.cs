using Microsoft.Data.Sqlite;

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

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
