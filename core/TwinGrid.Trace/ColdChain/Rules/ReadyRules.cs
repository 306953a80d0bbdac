using System.Reflection;

namespace TwinGrid.Trace.ColdChain.Rules;

/// <summary>The rule sets that come with the product.</summary>
public static class ReadyRules
{
    private const string Prefix = "TwinGrid.Trace.ColdChain.Rules.Ready.", Suffix = ".json";

    /// <summary>Names of the sets, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal)];

    /// <summary>A set by its name.</summary>
    /// <exception cref="ArgumentException">There is no set of this name.</exception>
    public static RuleSet Get(string name) => RuleJson.Read(TextOf(name));

    /// <summary>The JSON of a set, UTF-8.</summary>
    /// <exception cref="ArgumentException">There is no set of this name.</exception>
    public static byte[] TextOf(string name)
    {
        using Stream? resource = Names.Contains(name, StringComparer.Ordinal) ? Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix) : null;
        if (resource is null)
        {
            throw new ArgumentException($"expected one of {string.Join(", ", Names)}, found {name}", nameof(name));
        }

        using var text = new MemoryStream();
        resource.CopyTo(text);
        return text.ToArray();
    }
}
