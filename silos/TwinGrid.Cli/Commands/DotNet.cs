using System.Diagnostics;

namespace TwinGrid.Cli.Commands;

/// <summary>Starts the .NET SDK on the checkout, with the engine that this program was built with.</summary>
internal static class DotNet
{
    private static readonly Lazy<string[]> Properties = new(() =>
        Environment.GetEnvironmentVariable("TWINGRID_PROPERTIES")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>Arguments that build a project in the checkout.</summary>
    public static string[] Build(string project) =>
        ["build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet", .. Properties.Value];

    /// <summary>Path of a program that <see cref="Build"/> has made: beside this one's folder.</summary>
    public static string ProgramOf(string name)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string bin = Path.GetFullPath(Path.Combine(own, "..", ".."));
        return Path.Combine(bin, name, Path.GetFileName(own), name + ".dll");
    }

    /// <summary>Runs dotnet and hands on each line of its output and of its messages; answers its exit code.</summary>
    public static async Task<int> RunAsync(string root, IEnumerable<string> arguments, Action<string> onLine, Action<string> onMessage, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Tell(onLine, line.Data);
        process.ErrorDataReceived += (_, line) => Tell(onMessage, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;

        void Tell(Action<string> tell, string? line)
        {
            if (line is not null)
            {
                lock (process)
                {
                    tell(line);
                }
            }
        }
    }
}
