namespace Orleans.Runtime;

/// <summary>Names one grain: its type and its key, written <c>type/key</c>.</summary>
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>
{
    /// <summary>Puts a type and a key together.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
    }

    /// <summary>The class of the grain.</summary>
    public GrainType Type { get; }

    /// <summary>The key of the grain within its class.</summary>
    public IdSpan Key { get; }

    /// <summary>True for a value that names no grain.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>Puts a type and a key together.</summary>
    /// <exception cref="ArgumentException">The type or the key is empty or blank.</exception>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>Puts a type and a key together.</summary>
    /// <exception cref="ArgumentException">The key is empty or blank.</exception>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>Puts a type and a key together.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads the <c>type/key</c> form; the key may hold further slashes.</summary>
    /// <exception cref="ArgumentException">There is no slash.</exception>
    public static GrainId Parse(string value) => TryParse(value, out var id)
        ? id
        : throw new ArgumentException($"Grain id: expected 'type/key', found '{value}'.", nameof(value));

    /// <summary>Reads the <c>type/key</c> form.</summary>
    /// <returns>False when there is no slash, or no type before it.</returns>
    public static bool TryParse(string? value, out GrainId result)
    {
        var slash = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = slash > 0 ? new GrainId(GrainType.Create(value![..slash]), IdSpan.Create(value[(slash + 1)..])) : default;
        return slash > 0;
    }

    /// <summary>Compares type and key.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Compares type and key.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc/>
    public int CompareTo(GrainId other) => Type.CompareTo(other.Type) is var order and not 0 ? order : Key.CompareTo(other.Key);

    /// <summary>The <c>type/key</c> form.</summary>
    public override string ToString() => $"{Type}/{Key}";
}
