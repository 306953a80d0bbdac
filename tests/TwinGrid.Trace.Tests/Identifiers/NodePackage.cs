using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Someone else's implementation, from npm: below <c>.ci/tools</c> of the checkout that these tests were built in.</summary>
internal static class NodePackage
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Answers of a script on many values; skips the test where node or the package is missing.</summary>
    /// <param name="package">Name and version, as npm install takes them; several with spaces between.</param>
    /// <param name="expression">
    /// JavaScript of one value <c>v</c>, the package <c>p</c> and, of several, the array <c>all</c>; an exception counts as null.
    /// </param>
    /// <param name="values">The values.</param>
    /// <param name="setup">JavaScript that is run once, before.</param>
    /// <returns>An answer a value.</returns>
    public static async Task<JsonElement[]> AskAsync(string package, string expression, IReadOnlyList<object> values, string setup = "")
    {
        string missing = $"node or {package} was not found: npm install --prefix .ci/tools {package}";
        string?[] folders = [.. package.Split(' ').Select(name => Find(name[..name.IndexOf('@', StringComparison.Ordinal)]))];
        Assert.SkipWhen(folders.Contains(null), missing);
        string script = $$"""
            const all = {{JsonSerializer.Serialize(folders)}}.map(folder => require(folder)), p = all[0];
            {{setup}}
            const ask = v => { try { return {{expression}}; } catch { return null; } };
            const values = JSON.parse(require('fs').readFileSync(0, 'utf8'));
            process.stdout.write(JSON.stringify(values.map(v => ask(v) ?? null)));
            """;
        using Process? node = Start(script);
        Assert.SkipWhen(node is null, missing);
        Task<string> answers = node.StandardOutput.ReadToEndAsync(), faults = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(values));
        node.StandardInput.Close();
        try
        {
            await node.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }

        Assert.True(node.ExitCode == 0, await faults);
        JsonElement[] parsed = JsonSerializer.Deserialize<JsonElement[]>(await answers)!;
        Assert.Equal(values.Count, parsed.Length);
        return parsed;
    }

    private static Process? Start(string script)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["-e", script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string? Find(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string package = Path.Combine(folder.FullName, ".ci", "tools", "node_modules", name);
            if (Directory.Exists(package))
            {
                return package;
            }
        }

        return null;
    }
}
