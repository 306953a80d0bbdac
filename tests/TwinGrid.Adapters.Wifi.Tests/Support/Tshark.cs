using System.Diagnostics;

namespace TwinGrid.Adapters.Wifi.Tests.Support;

/// <summary>Wireshark's command-line tools, where they are installed.</summary>
internal static class Tshark
{
    /// <summary>Skips the test where a tool is missing.</summary>
    public static void Require(string tool = "tshark") => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool))),
        $"{tool} is not installed (Debian package tshark)");

    /// <summary>The real capture that the environment names; skips the test where it names none.</summary>
    public static string RealCapture()
    {
        string? path = Environment.GetEnvironmentVariable("TWINGRID_WIFI");
        Assert.SkipUnless(path is not null && File.Exists(path), "TWINGRID_WIFI doesn't name a capture of 802.11 frames with radiotap");
        return path!;
    }

    /// <summary>One row of fields for each packet.</summary>
    public static Task<string[][]> FieldsAsync(string capture, params string[] fields) => RunAsync(
        "tshark",
        ["-r", capture, "-o", "wlan.check_checksum:TRUE", "-T", "fields", "-E", "occurrence=f", "-E", "separator=|", .. fields.SelectMany(field => new[] { "-e", field })]);

    /// <summary>Runs a tool and splits its lines at bars.</summary>
    public static async Task<string[][]> RunAsync(string tool, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))];
    }
}
