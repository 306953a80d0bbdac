using System.Collections.Frozen;

namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>The names that the standard gives the values of a field.</summary>
/// <param name="name">Name of the enumeration.</param>
/// <param name="entries">Its values with their names.</param>
public sealed class LlrpEnumeration(string name, IReadOnlyCollection<KeyValuePair<long, string>> entries)
{
    private readonly FrozenDictionary<long, string> _names = entries.ToFrozenDictionary();
    private readonly FrozenDictionary<string, long> _values = entries.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);

    /// <summary>Name of the enumeration.</summary>
    public string Name { get; } = name;

    /// <summary>The values that have a name.</summary>
    public IReadOnlyCollection<long> Values => _names.Keys;

    /// <summary>The value that a name stands for.</summary>
    /// <param name="entry">A name of this enumeration.</param>
    /// <exception cref="ArgumentException">No value has this name.</exception>
    public long this[string entry] => _values.TryGetValue(entry, out long value)
        ? value
        : throw new ArgumentException($"{Name}: expected one of {string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))}, found '{entry}'");

    /// <summary>The name of a value, or null when the standard gives none.</summary>
    /// <param name="value">A value as it stands on the wire.</param>
    /// <returns>Its name or null.</returns>
    public string? NameOf(long value) => _names.GetValueOrDefault(value);
}
