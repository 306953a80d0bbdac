using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>What Wireshark's dissector says of messages; the test is skipped where tshark or text2pcap is missing.</summary>
internal static partial class Tshark
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The dissector's lines on each message.</summary>
    public static async Task<string[]> ReadAsync(IEnumerable<LlrpMessage> messages)
    {
        string folder = Directory.CreateTempSubdirectory("twingrid-llrp-").FullName;
        try
        {
            string hex = Path.Combine(folder, "f.hex"), capture = Path.Combine(folder, "f.pcap");
            await File.WriteAllTextAsync(hex, string.Concat(messages.Select(message => Dump(LlrpCodec.Encode(message)))), TestContext.Current.CancellationToken);
            await RunAsync("text2pcap", "-q", "-T", "5084,40000", hex, capture);
            string text = await RunAsync("tshark", "-r", capture, "-O", "llrp", "-V");
            return [.. text.Split("\nLow Level Reader Protocol").Skip(1).Select(part => part.Split("\nFrame ")[0])];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The types of the message and its parameters in the order of the wire, as the dissector tells them.</summary>
    public static List<int> Types(string text) => [.. TypeLine().Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static string Dump(byte[] bytes)
    {
        var text = new StringBuilder();
        for (int at = 0; at < bytes.Length; at += 16)
        {
            text.Append(CultureInfo.InvariantCulture, $"{at:x6} {string.Join(' ', bytes.Skip(at).Take(16).Select(each => $"{each:x2}"))}\n");
        }

        return text.Append('\n').ToString();
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process? process = Start(program, arguments);
        Assert.SkipWhen(process is null, $"{program} was not found: it is in the Debian package tshark");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), faults = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, await faults);
        return await output;
    }

    private static Process? Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^ *[.01]+(?: [.01]+)* = Type: .*\((\d+)\)$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
