using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Tests.Session;
using TwinGrid.Adapters.Llrp.Wire;
using LlrpReader = TwinGrid.Adapters.Llrp.Session.LlrpReader;

namespace TwinGrid.Adapters.Llrp.Tests.Peers;

public class DissectionTests
{
    // Of a plain reader, because of the extensions of Impinj the dissector knows two alone and calls the others malformed.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whole_sessions_hold_nothing_that_tshark_calls_malformed(bool isHopping)
    {
        Assert.SkipUnless(await RunAsync("tshark", "-v") is not null && await RunAsync("text2pcap", "-v") is not null, "tshark and text2pcap were not found: apt-get install tshark");
        var asked = new List<LlrpMessage>();
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { IsImpinj = false, IsHopping = isHopping }, asked.Add);
        await using var tap = new Tap(emulator.Port);
        await new LlrpReader(Emulated.OptionsOf(emulator) with { Port = tap.Port, PowerDbm = 25, Mode = 2 }, TimeProvider.System).TakeAsync(50);
        (byte[] fromReader, byte[] fromClient) = await tap.EndAsync();

        string text = await DissectAsync(fromReader) + await DissectAsync(fromClient);
        Assert.DoesNotContain("Malformed", text, StringComparison.OrdinalIgnoreCase);
        foreach (string name in new[] { "Get Reader Capabilities Response", "Add ROSpec", "Start ROSpec", "RO Access Report", "Close Connection Response", "Reader Event Notification" })
        {
            Assert.Contains(name, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(asked, message => message.Name == "ADD_ROSPEC");
    }

    /// <summary>Each message as a packet of its own, because a capture made of text has no sequence numbers to put segments together by.</summary>
    private static async Task<string> DissectAsync(byte[] stream)
    {
        string folder = Directory.CreateTempSubdirectory("llrp").FullName;
        try
        {
            var hex = new StringBuilder();
            for (int at = 0; at < stream.Length;)
            {
                int length = (int)LlrpHeader.Read(stream.AsSpan(at)).Length;
                for (int line = 0; line < length; line += 16)
                {
                    hex.Append($"{line:x6}");
                    foreach (byte part in stream.AsSpan(at + line, Math.Min(16, length - line)))
                    {
                        hex.Append($" {part:x2}");
                    }

                    hex.Append('\n');
                }

                at += length;
            }

            string source = Path.Combine(folder, "stream.hex"), capture = Path.Combine(folder, "stream.pcap");
            await File.WriteAllTextAsync(source, hex.ToString(), TestContext.Current.CancellationToken);
            Assert.NotNull(await RunAsync("text2pcap", "-q", "-T", "5084,40000", source, capture));
            return await RunAsync("tshark", "-r", capture, "-O", "llrp") ?? "";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string?> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> faults = process.StandardError.ReadToEndAsync();
            string text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await faults);
            return text;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
