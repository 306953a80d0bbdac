using TwinGrid.Adapters.Configuration;
using TwinGrid.Grains;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Names that a file gives and names that it refers to: whatever it refers to must be given somewhere in it.</summary>
internal sealed class SiteNames
{
    private readonly Dictionary<string, SortedSet<string>> _given = new(StringComparer.Ordinal);
    private readonly List<(string Kind, string Name, ConfigPlace Place)> _references = [];

    /// <summary>A name that may stand in the address of a twin; a fault where it may not.</summary>
    public static string? Checked(string name, ConfigPlace place)
    {
        try
        {
            return TwinKeys.Checked(name);
        }
        catch (ArgumentException)
        {
            place.Refuse("a name of 1 to 200 characters without '/', '~' and white space", $"'{name}'");
            return null;
        }
    }

    /// <summary>Takes note of a name; false, with a fault, when the file gives it twice or it may not stand in an address.</summary>
    /// <param name="kind">What bears the name, such as reader.</param>
    /// <param name="name">The name.</param>
    /// <param name="place">Where it is given.</param>
    public bool Give(string kind, string name, ConfigPlace place)
    {
        if (!_given.TryGetValue(kind, out SortedSet<string>? names))
        {
            _given[kind] = names = new SortedSet<string>(StringComparer.Ordinal);
        }

        if (Checked(name, place) is null)
        {
            return false;
        }

        if (!names.Add(name))
        {
            place.Refuse($"each {kind} once in the file", $"'{name}' again");
            return false;
        }

        return true;
    }

    /// <summary>The name that stands somewhere, to be checked when the whole file is read; where none stands the only one given so far.</summary>
    public string? Refer(string kind, ConfigPlace place)
    {
        if (place.Node is null)
        {
            SortedSet<string>? names = _given.GetValueOrDefault(kind);
            if (names is { Count: 1 })
            {
                return names.Min;
            }

            place.Refuse($"the name of a {kind}: there {(names is null ? "is none" : $"are {names.Count}")}", "nothing");
            return null;
        }

        string? name = place.Text();
        if (name is not null)
        {
            _references.Add((kind, name, place));
        }

        return name;
    }

    /// <summary>A name that may be absent.</summary>
    public string? ReferIfThere(string kind, ConfigPlace place) => place.Node is null ? null : Refer(kind, place);

    /// <summary>Adds a fault for each name that nothing bears.</summary>
    public void Check()
    {
        foreach ((string kind, string name, ConfigPlace place) in _references)
        {
            if (place.IsFull)
            {
                break;
            }

            SortedSet<string> names = _given.GetValueOrDefault(kind) ?? [];
            if (!names.Contains(name))
            {
                place.Refuse(names.Count == 0 ? $"the name of a {kind}, of which the file has none" : $"the name of a {kind}", Nearest.Shown(name, names));
            }
        }
    }
}
