using Npgsql;

namespace TwinGrid.Store.Tests.Contract;

/// <summary>The contract on PostgreSQL, each test in a schema of its own.</summary>
public sealed class PostgresContractTests(PostgresFixture postgres) : StoreContract
{
    private readonly string _schema = $"s{Guid.NewGuid():N}";
    private string _cluster = "";

    protected override string Connection => $"{_cluster};Search Path={_schema}";

    protected override async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    public override async ValueTask InitializeAsync()
    {
        _cluster = await postgres.ConnectionAsync();
        await ExecuteAsync($"CREATE SCHEMA {_schema}");
        await base.InitializeAsync();
    }
}
