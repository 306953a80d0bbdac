using System.Reflection;

namespace TwinGrid.Cli.Sites;

/// <summary>Site files to begin from: those of docs/examples/sites.</summary>
internal static class SiteExamples
{
    private const string Prefix = "TwinGrid.Cli.Sites.Examples.", Suffix = ".yaml";

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal)];

    /// <summary>The text of an example; null where there is none of the name.</summary>
    public static string? TextOf(string name)
    {
        using Stream? resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix);
        if (resource is null)
        {
            return null;
        }

        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
