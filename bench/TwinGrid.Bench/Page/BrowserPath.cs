namespace TwinGrid.Bench.Page;

/// <summary>Where a Chromium is that can be driven.</summary>
internal static class BrowserPath
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Arguments for a run without a sandbox of its own and without talk in the background.</summary>
    public static string[] Arguments { get; } = ["--no-sandbox", "--disable-background-networking"];

    /// <summary>What to say where there is none.</summary>
    public static string Missing => $"no browser was found: expected {string.Join(" or ", Names)} on PATH (Debian: apt-get install chromium)";

    /// <summary>The program; null where there is none.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Prepend("/usr/bin")
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
