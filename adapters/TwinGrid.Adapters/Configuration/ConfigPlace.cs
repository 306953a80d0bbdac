using System.Globalization;

namespace TwinGrid.Adapters.Configuration;

/// <summary>
/// A place of a text that may hold a value. What is asked of it and can't be had becomes a fault, and the answer is null, so that
/// the rest is still read; a place without a value answers null and is no fault unless it was asked for by <see cref="Need"/>.
/// </summary>
public readonly struct ConfigPlace
{
    private readonly ConfigFaults _faults;

    /// <summary>The place of a value.</summary>
    public ConfigPlace(ConfigNode node, ConfigFaults faults)
        : this(node, node?.Mark ?? default, "", faults)
    {
    }

    private ConfigPlace(ConfigNode? node, ConfigMark mark, string path, ConfigFaults faults)
    {
        Node = node is ConfigScalar { IsNull: true } ? null : node;
        Mark = mark;
        Path = path;
        _faults = faults;
    }

    /// <summary>The value; null where there is none.</summary>
    public ConfigNode? Node { get; }

    /// <summary>Where the value stands, or would.</summary>
    public ConfigMark Mark { get; }

    /// <summary>Path of keys that leads here.</summary>
    public string Path { get; }

    /// <summary>The value of a key, which may be absent.</summary>
    public ConfigPlace this[string key] => At(key, (Node as ConfigMap)?.Find(key));

    /// <summary>The value of a key that must be there.</summary>
    public ConfigPlace Need(string key)
    {
        ConfigPlace place = this[key];
        if (place.Node is null && Node is ConfigMap)
        {
            _faults.Add(place.Mark, place.Path, "a value", "nothing");
        }

        return place;
    }

    /// <summary>A node further inside.</summary>
    /// <param name="node">The node.</param>
    /// <param name="path">The way there from here, such as .rules[2].</param>
    public ConfigPlace Inside(ConfigNode node, string path) => new(node, node?.Mark ?? Mark, Path + path, _faults);

    /// <summary>Requires a map with no keys but known ones.</summary>
    /// <returns>Whether there is a map.</returns>
    public bool Keys(IReadOnlyCollection<string> known)
    {
        if (Node is not ConfigMap map)
        {
            Refuse("a map of keys");
            return false;
        }

        foreach (ConfigEntry entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            if (_faults.IsFull)
            {
                break;
            }

            _faults.Add(entry.Mark, PathOf(entry.Key), $"one of the keys {string.Join(", ", known)}", Nearest.Shown(entry.Key, known));
        }

        return true;
    }

    /// <summary>Whether so many faults are listed that no more are.</summary>
    public bool IsFull => _faults.IsFull;

    /// <summary>The keys of a map with their values; none where there is no map, or one that is too large.</summary>
    /// <param name="most">Most entries.</param>
    public IEnumerable<(string Key, ConfigPlace Value)> Entries(int most)
    {
        if (Node is null)
        {
            return [];
        }

        if (Node is not ConfigMap map)
        {
            Refuse("a map of names");
            return [];
        }

        if (map.Entries.Count > most)
        {
            _faults.Add(Mark, Path, string.Create(CultureInfo.InvariantCulture, $"at most {most} entries"), map.Entries.Count.ToString(CultureInfo.InvariantCulture));
            return [];
        }

        ConfigPlace self = this;
        return map.Entries.Select(entry => (entry.Key, self.At(entry.Key, entry.Value, entry.Mark)));
    }

    /// <summary>The values of a list; none where there is no list.</summary>
    public IEnumerable<ConfigPlace> Items()
    {
        if (Node is null)
        {
            return [];
        }

        if (Node is not ConfigList list)
        {
            Refuse("a list");
            return [];
        }

        (string path, ConfigFaults faults) = (Path, _faults);
        return list.Items.Select((item, i) => new ConfigPlace(item, item.Mark, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), faults));
    }

    /// <summary>Text of 1 to so many characters; a number without quotes is text as it is written.</summary>
    public string? Text(int longest = 400)
    {
        if (Node is ConfigScalar scalar && scalar.Text.Trim().Length > 0 && scalar.Text.Length <= longest)
        {
            return scalar.Text;
        }

        return Refuse<string>(string.Create(CultureInfo.InvariantCulture, $"text of 1 to {longest} characters"));
    }

    /// <summary>A number in a range, both ends included.</summary>
    public double? Number(double least, double most) =>
        Node is ConfigScalar { IsPlain: true } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most
            ? number
            : RefuseValue<double>(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    /// <summary>A whole number in a range, both ends included.</summary>
    public long? Whole(long least, long most) =>
        Node is ConfigScalar { IsPlain: true } scalar && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= least && number <= most
            ? number
            : RefuseValue<long>(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>True or false.</summary>
    public bool? Flag() => Node switch
    {
        ConfigScalar { IsPlain: true, Text: "true" } => true,
        ConfigScalar { IsPlain: true, Text: "false" } => false,
        _ => RefuseValue<bool>("true or false"),
    };

    /// <summary>A time span in seconds, in a range of seconds.</summary>
    public TimeSpan? Seconds(double least, double most) => Number(least, most) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>One of several names.</summary>
    public string? OneOf(params IReadOnlyCollection<string> names)
    {
        if (Node is null)
        {
            return null;
        }

        string? found = (Node as ConfigScalar)?.Text;
        if (found is not null && names.Contains(found))
        {
            return found;
        }

        if (!IsFull)
        {
            Refuse("one of " + string.Join(", ", names), found is null ? Node.Shown : Nearest.Shown(found, names));
        }

        return null;
    }

    /// <summary>A path of a file or folder as a whole path.</summary>
    /// <param name="folder">Where paths begin.</param>
    public string? FilePath(string folder)
    {
        try
        {
            return Text(1000) is { } path ? System.IO.Path.GetFullPath(path, folder) : null;
        }
        catch (ArgumentException)
        {
            Refuse("a path");
            return null;
        }
    }

    /// <summary>Adds a fault that names what is here; for an absent value none.</summary>
    public void Refuse(string expected)
    {
        if (Node is not null)
        {
            _faults.Add(Mark, Path, expected, Node.Shown);
        }
    }

    /// <summary>Adds a fault.</summary>
    public void Refuse(string expected, string found) => _faults.Add(Mark, Path, expected, found);

    /// <summary>Adds a warning: what is here can be used all the same.</summary>
    public void Warn(string expected, string found) => _faults.Warn(Mark, Path, expected, found);

    private T? Refuse<T>(string expected)
        where T : class
    {
        Refuse(expected);
        return null;
    }

    private T? RefuseValue<T>(string expected)
        where T : struct
    {
        Refuse(expected);
        return null;
    }

    private ConfigPlace At(string key, ConfigNode? value, ConfigMark? mark = null) => new(value, value?.Mark ?? mark ?? Mark, PathOf(key), _faults);

    private string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
