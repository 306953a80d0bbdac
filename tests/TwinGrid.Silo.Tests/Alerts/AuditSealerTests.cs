using Microsoft.Data.Sqlite;
using TwinGrid.Silo.Alerts;
using TwinGrid.Silo.Alerts.Audit;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Tests.Alerts;

public sealed class AuditSealerTests
{
    [Fact]
    public async Task The_log_is_sealed_when_the_silo_ends_and_signed_with_the_key_of_the_file()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync(Without());
        house.Alerts = With(house);
        await house.RestartAsync();
        await house.AppendAsync(AlertHouse.Started(1), AlertHouse.Started(2));
        (long sequence, string hash) = await house.Store.Facts.HeadAsync(TestContext.Current.CancellationToken);
        await house.RestartAsync();
        IReadOnlyList<AuditSeal> seals = SealFile.Read(SealsOf(house));
        Assert.Equal(new FactAnchor(sequence, hash), seals[^1].Head);
        Assert.Null(AuditSeal.FaultOf(seals, SealFile.ReadKey(house.Alerts.AuditKeyFile)));
    }

    [Theory]
    [InlineData("DELETE FROM facts WHERE seq = 3")]
    [InlineData("UPDATE facts SET payload = replace(payload, '9.5', '7.5') WHERE seq = 3")]
    public async Task A_log_that_was_changed_behind_its_seal_is_found_and_not_sealed_over(string change)
    {
        await using AlertHouse house = await AlertHouse.OpenAsync(Without());
        await house.AppendAsync(AlertHouse.Started(1), AlertHouse.Started(2), AlertHouse.Started(3));
        await house.StopAsync();
        IReadOnlyList<AuditSeal> seals = SealFile.Read(SealsOf(house));
        Assert.Equal(3, seals[^1].Head.Sequence);
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(house.Folder, "trace.db")};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using SqliteCommand command = database.CreateCommand();
            command.CommandText = change;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        await house.StartAsync();
        await house.AppendAsync(AlertHouse.Started(4));
        FactVerification found = await FactChain.VerifyAsync(
            house.Store.Facts.AfterAsync(0, TestContext.Current.CancellationToken), FactAnchor.Beginning, [.. seals.Select(seal => seal.Head)], TestContext.Current.CancellationToken);
        Assert.Equal(3, found.Break!.Sequence);
        await house.RestartAsync();
        Assert.Equal(seals.Count, SealFile.Read(SealsOf(house)).Count);
    }

    [Fact]
    public void A_line_that_was_never_written_whole_is_written_anew_and_a_wrong_one_is_named()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("twingrid-test-").FullName, "seals");
        AuditSeal seal = AuditSeal.Of(new FactAnchor(1, "00"), AlertHouse.Start, []);
        SealFile.Append(file, seal);
        File.AppendAllText(file, "{\"sequence\":2,");
        Assert.Equal([seal], SealFile.Read(file));
        SealFile.Append(file, seal with { Head = new FactAnchor(2, "01") });
        Assert.Equal([1, 2], SealFile.Read(file).Select(read => read.Head.Sequence));
        File.AppendAllText(file, "nonsense\n");
        Assert.Contains("line 3", Assert.Throws<InvalidDataException>(() => SealFile.Read(file)).Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static AlertSettings Without() => new();

    private static AlertSettings With(AlertHouse house)
    {
        string file = Path.Combine(house.Folder, "audit.key");
        File.WriteAllText(file, "a key of 32 characters, at least\n");
        return new AlertSettings { AuditKeyFile = file };
    }

    private static string SealsOf(AlertHouse house) => Path.Combine(house.Folder, SealFile.Name);
}
