using System.Data.Common;
using Npgsql;
using TwinGrid.Store.Postgres;
using TwinGrid.Store.Schema;

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

    protected override string Bytes(string hex) => $"'\\x{hex}'";

    private protected override Dialect Dialect() => PostgresDialect.Of(Connection);

    [Fact]
    public async Task A_server_that_is_not_there_and_a_connection_that_says_nothing_are_refused_in_one_line()
    {
        TraceStoreException away = await Assert.ThrowsAsync<TraceStoreException>(() => TraceStores.OpenAsync("postgresql://me:secret@127.0.0.1:1/none", Time, Stop));
        Assert.StartsWith("127.0.0.1:1/none: expected a PostgreSQL database that can be reached", away.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", away.Message, StringComparison.Ordinal);
        TraceStoreException unknown = await Assert.ThrowsAsync<TraceStoreException>(() => TraceStores.OpenAsync("Host=127.0.0.1;Colour=blue", Time, Stop));
        Assert.StartsWith("connection to PostgreSQL: expected Host=", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_waits_for_the_disk_also_when_it_comes_from_the_pool()
    {
        await using Dialect dialect = PostgresDialect.Of(Connection + ";Options=-c synchronous_commit=off");
        for (int opened = 0; opened < 2; opened++)
        {
            DbConnection writer = await dialect.OpenWriterAsync(Stop);
            Assert.Equal(["on"], await writer.Command("SHOW synchronous_commit").ListAsync(reader => reader.GetString(0), Stop));
            await dialect.CloseWriterAsync(writer);
        }
    }

    public override async ValueTask InitializeAsync()
    {
        _cluster = await postgres.ConnectionAsync();
        await ExecuteAsync($"CREATE SCHEMA {_schema}");
        await base.InitializeAsync();
    }
}
