using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TwinGrid.Adapters.HttpFeeds.Impinj;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Adapters.HttpFeeds.Tests;

public class ImpinjStreamTests
{
    private const string Status = """{"timestamp":"2026-03-01T00:00:00Z","eventType":"inventoryStatus","inventoryStatusEvent":{"inventoryStatus":"running"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_become_reads_numbered_without_gaps_over_keep_alives_status_and_bad_lines()
    {
        await using var reader = new FakeReader("200 OK", $"\r\n{Event(1)}\r\n\r\n{Status}\r\nnonsense\r\n{Event(2)}\r\n{Event(3, "2999")}\r\n\r\n{Event(4)}");
        var stream = new ImpinjStream(Options(reader) with { Antennas = [new AntennaPlan(2, new Position(1, 2, 3))] }, TimeProvider.System);
        for (int session = 1; session <= 2; session++)
        {
            PhaseRead[] reads = [.. (await stream.ReadAsync(Token).ToArrayAsync(Token)).SelectMany(batch => batch.Reads)];
            Assert.Equal([1, 2, 4], reads.Select(read => read.Time.Second));
            Assert.All(reads, read => Assert.Equal(("impinj:dock", 2, 1.0, new Position(1, 2, 3)), (read.Id.Source, read.Port, read.Concentration, read.Antenna)));
            Assert.Equal([0, 1, 2], reads.Select(read => read.Id.Sequence - reads[0].Id.Sequence));
            Assert.Equal((3 * session, session, 2 * session), (stream.Counts.Reads, stream.Counts.Ignored, stream.Counts.Refused));
            Assert.Contains("is the reader's clock right?", stream.Counts.LastFault, StringComparison.Ordinal);
        }

        Assert.Contains("GET /api/v1/data/stream HTTP/1.1", reader.Requests[0], StringComparison.Ordinal);
        Assert.Contains("Authorization: Basic " + Convert.ToBase64String("root:secret"u8), reader.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_arrived_is_given_at_once_and_a_silent_reader_is_given_up()
    {
        await using var reader = new FakeReader("200 OK", Event(1) + "\r\n\r\n" + Event(2) + "\r\n\r\n", isHeld: true);
        var stream = new ImpinjStream(Options(reader) with { Silence = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        int reads = 0;
        IOException fault = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (ObservationBatch batch in stream.ReadAsync(Token))
            {
                reads += batch.Reads.Length;
            }
        });
        Assert.Equal(2, reads);
        Assert.Contains("expected a sign of life within 0.3 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_at_once_when_it_is_cancelled()
    {
        await using var reader = new FakeReader("200 OK", Event(1) + "\r\n", isHeld: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ObservationBatch _ in new ImpinjStream(Options(reader), TimeProvider.System).ReadAsync(stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Theory]
    [InlineData("401 Unauthorized", "a user and password that the reader knows, found status 401")]
    [InlineData("503 Service Unavailable", "expected status 200, found status 503")]
    public async Task A_reader_that_answers_otherwise_is_told(string status, string part)
    {
        await using var reader = new FakeReader(status, "");
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(async () => await new ImpinjStream(Options(reader), TimeProvider.System).ReadAsync(Token).CountAsync(Token));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_bad_lines_in_a_row_end_the_session()
    {
        await using var reader = new FakeReader("200 OK", Event(1) + string.Concat(Enumerable.Repeat("\r\nno", 200)));
        var stream = new ImpinjStream(Options(reader), TimeProvider.System);
        await Assert.ThrowsAsync<BadInputException>(async () => await stream.ReadAsync(Token).CountAsync(Token));
        Assert.Equal(100, stream.Counts.Refused);
    }

    [Fact]
    public async Task No_reader_there_is_an_error_of_one_line()
    {
        var reader = new FakeReader("200 OK", "");
        ImpinjStreamOptions options = Options(reader);
        await reader.DisposeAsync();
        IOException fault = await Assert.ThrowsAsync<IOException>(async () => await new ImpinjStream(options, TimeProvider.System).ReadAsync(Token).CountAsync(Token));
        Assert.StartsWith("impinj:dock: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task Only_the_certificate_with_the_fingerprint_is_trusted()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=impinj", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        await using var reader = new FakeReader("200 OK", Event(1) + "\r\n", certificate: certificate);
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
        Assert.Equal(1, await new ImpinjStream(Options(reader) with { Fingerprint = fingerprint }, TimeProvider.System).ReadAsync(Token).CountAsync(Token));
        foreach (string? other in new[] { null, new string('0', 64) })
        {
            await Assert.ThrowsAsync<IOException>(async () => await new ImpinjStream(Options(reader) with { Fingerprint = other }, TimeProvider.System).ReadAsync(Token).CountAsync(Token));
        }
    }

    [Fact]
    public void Options_that_can_not_be_are_refused()
    {
        var good = new ImpinjStreamOptions { Name = "dock", Address = new Uri("https://reader") };
        good.Require();
        ImpinjStreamOptions[] bad =
        [
            good with { Name = "a b" }, good with { Name = "" }, good with { Address = new Uri("ftp://reader") }, good with { Fingerprint = "12" },
            good with { Silence = TimeSpan.Zero }, good with { Antennas = [new AntennaPlan(0, default)] },
        ];
        Assert.All(bad, options => Assert.Throws<BadInputException>(() => new ImpinjStream(options, TimeProvider.System)));
    }

    private static ImpinjStreamOptions Options(FakeReader reader) => new() { Name = "dock", Address = reader.Address, Password = "secret" };

    private static string Event(int second, string year = "2026") =>
        "{\"timestamp\":\"" + year + "-03-01T00:00:0" + second + "Z\",\"tagInventoryEvent\":{\"epcHex\":\"301423848E3F900000000001\",\"antennaPort\":2,\"frequency\":920625,\"phaseAngle\":90}}";
}
