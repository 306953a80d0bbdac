using System.ComponentModel;
using System.Diagnostics;
using static TwinGrid.Silo.Tests.Feeds.FeedService;

namespace TwinGrid.Silo.Tests.Feeds;

/// <summary>Another implementation of HTTP as the poster: node's fetch, in the form of an array, of lines and of a stream.</summary>
public sealed class NodePosterTests : IDisposable
{
    private const string Script = """
        const [address] = process.argv.slice(1);
        const row = n => JSON.stringify({ tag: 'tag-' + n, time: new Date(Date.UTC(2026, 2, 1, 0, 0, n)).toISOString(), antenna: 1, rssi: -50.25 });
        const rows = (from, to) => Array.from({ length: to - from }, (_, i) => row(from + i));
        async function* lines() { for (const text of rows(20, 30)) { yield Buffer.from(text.slice(0, 7)); yield Buffer.from(text.slice(7) + '\n'); } }
        const post = async (body, type, more = {}) => {
          const answer = await fetch(address, { method: 'POST', body, headers: { 'content-type': type }, ...more });
          const { accepted, repeated, refused } = await answer.json();
          return [answer.status, accepted, repeated, refused.length].join();
        };
        (async () => {
          const told = [
            await post('[' + rows(0, 10).join() + ']', 'application/json'),
            await post(rows(5, 20).join('\n'), 'application/x-ndjson'),
            await post(ReadableStream.from(lines()), 'application/jsonl', { duplex: 'half' }),
            await post(JSON.stringify(JSON.parse(row(99)), null, 2), 'application/json'),
          ];
          process.stdout.write(told.join(' '));
        })();
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Arrays_lines_streams_and_an_object_over_several_lines_are_taken()
    {
        await using FeedService silo = await StartAsync(_folder);
        using Process? node = Start(new Uri(silo.Client.BaseAddress!, "/sites/site/feeds/node").ToString());
        Assert.SkipWhen(node is null, "node was not found");
        Task<string> output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await error);
        Assert.Equal("202,10,0,0 202,10,5,0 202,10,0,0 202,1,0,0", await output);
    }

    private static Process? Start(string address)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["-e", Script, address]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
