using System.ComponentModel;
using System.Diagnostics;

namespace TwinGrid.Adapters.Llrp.Tests.Peers;

/// <summary>A script that plays a reader or a client with llrpjs 1.0.1, from npm below <c>.ci/tools</c>.</summary>
internal sealed class LlrpJs : IDisposable
{
    private const string Missing = "node or llrpjs@1.0.1 was not found: npm install --prefix .ci/tools llrpjs@1.0.1";
    private readonly Process _node;
    private readonly Task<string> _faults;

    private LlrpJs(Process node) => (_node, _faults) = (node, node.StandardError.ReadToEndAsync());

    /// <summary>Starts a script; skips the test where node or the package is missing.</summary>
    public static LlrpJs Start(string script, params string[] arguments)
    {
        string? package = Find();
        Assert.SkipWhen(package is null, Missing);
        Process? node = null;
        try
        {
            node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Peers", script), package!, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            // There is no node.
        }

        Assert.SkipWhen(node is null, Missing);
        return new LlrpJs(node!);
    }

    /// <summary>The next line that the script prints; fails with what it complained of when it has ended.</summary>
    public async Task<string> LineAsync() =>
        await _node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"the script ended: {await _faults}");

    /// <summary>All lines until the script ends.</summary>
    public async Task<string[]> RestAsync()
    {
        string rest = await _node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(_node.ExitCode == 0, await _faults);
        return rest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_node.HasExited)
        {
            _node.Kill(entireProcessTree: true);
        }

        _node.Dispose();
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string package = Path.Combine(folder.FullName, ".ci", "tools", "node_modules", "llrpjs");
            if (Directory.Exists(package))
            {
                return package;
            }
        }

        return null;
    }
}
