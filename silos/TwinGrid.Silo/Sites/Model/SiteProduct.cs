using TwinGrid.Adapters.Configuration;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Silo.Sites.Model;

/// <summary>A set of cold-chain rules under a name of the site.</summary>
/// <param name="Name">The name by which products and objects refer to it.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Assignment">What an object's twin is told: the name of a ready set, or the JSON of a set.</param>
/// <param name="Mark">Where the file says so.</param>
public sealed record SiteRules(string Name, RuleSet Rules, string Assignment, ConfigMark Mark);

/// <summary>A kind of things: those whose names match get the rules when they are first seen.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Pattern">Names of the twins that are of the kind.</param>
/// <param name="Rules">Name of the rules; null for none.</param>
public sealed record SiteProduct(string Name, NamePattern Pattern, string? Rules);

/// <summary>Names of twins: all that begin alike, or exactly one.</summary>
/// <param name="Stem">How the names begin, or the name.</param>
/// <param name="IsWhole">Whether nothing may follow.</param>
public sealed record NamePattern(string Stem, bool IsWhole)
{
    /// <summary>Whether a name is among them.</summary>
    public bool Matches(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsWhole ? name == Stem : name.StartsWith(Stem, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => IsWhole ? Stem : Stem + "*";
}

/// <summary>A thing whose tags are known beforehand.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Names of its tags, as adapters name them.</param>
/// <param name="Rules">Name of its rules; null for those of its product, if any.</param>
public sealed record SiteObject(string Name, IReadOnlyList<string> Tags, string? Rules);
