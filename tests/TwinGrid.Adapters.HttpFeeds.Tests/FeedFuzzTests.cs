using System.Text;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Support;

namespace TwinGrid.Adapters.HttpFeeds.Tests;

/// <summary>Feeds stand whatever arrives.</summary>
public class FeedFuzzTests
{
    private const long MostBytes = 8 << 20;

    private const string Plain = """
        {"epc":"301423848E3F900000000001","time":"2026-03-01T00:00:00Z","antenna":2,"rssi":-51.5,"frequency":920625000,"phase":1.5,"count":4,"doppler":-0.5}
        {"tag":"vial","time":"2026-03-01T00:00:00Z","source":"s","sequence":1,"temperature":4.5,"humidity":40,"shock":1}
        """;

    [Theory]
    [InlineData(FeedKind.Plain, Plain)]
    [InlineData(FeedKind.Plain, """[{"epc":"https://id.gs1.org/01/09506000134352/21/2017","time":"2026-03-01T00:00:00+02:00"},{"object":"vial","time":"2026-03-01T00:00:00Z","shock":2}]""")]
    [InlineData(FeedKind.Impinj, FeedParserTests.ImpinjEvent)]
    [InlineData(FeedKind.Zebra, FeedParserTests.ZebraEvent)]
    public void Every_body_is_read_or_refused_row_by_row(FeedKind kind, string sample)
    {
        string line = sample.ReplaceLineEndings(kind == FeedKind.Plain ? "\n" : " ");
        byte[][] samples = [Encoding.UTF8.GetBytes(line), Encoding.UTF8.GetBytes($"[{line.Replace("\n", ",", StringComparison.Ordinal)}]"), Encoding.UTF8.GetBytes(sample)];
        FuzzInput.Stands<FormatException>(samples, body => ReadAll(kind, body), MostBytes);
    }

    private static void ReadAll(FeedKind kind, byte[] body)
    {
        var parser = new FeedParser(new FeedOptions { Kind = kind });
        using var rows = new RowReader(new MemoryStream(body), isLines: body.Length % 2 == 0);
        FormatException? first = null;
        while (rows.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            try
            {
                if (rows.Fault is null)
                {
                    FeedItem item = parser.Parse(rows.Row.Span);
                    Assert.True(item.Kind != FeedItemKind.Read || double.IsFinite(item.ToRead(default).PhaseRadians));
                }
            }
            catch (FormatException fault)
            {
                first ??= fault;
            }
        }

        if (first is not null)
        {
            throw first;
        }
    }
}
