namespace Orleans.Runtime;

/// <summary>Names a stream: a namespace and a key.</summary>
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly string? _namespace;
    private readonly string? _key;

    private StreamId(string? ns, string key)
    {
        _namespace = ns;
        _key = key;
    }

    /// <summary>Names the stream <paramref name="key"/> of <paramref name="ns"/>.</summary>
    public static StreamId Create(string? ns, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new StreamId(ns, key);
    }

    /// <summary>Compares namespace and key.</summary>
    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    /// <summary>Compares namespace and key.</summary>
    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);

    /// <summary>The key.</summary>
    public string GetKeyAsString() => _key ?? string.Empty;

    /// <summary>The namespace, if there is one.</summary>
    public string? GetNamespace() => _namespace;

    /// <inheritdoc/>
    public bool Equals(StreamId other) => _key == other._key && _namespace == other._namespace;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_namespace, _key);

    /// <inheritdoc/>
    public int CompareTo(StreamId other) => string.CompareOrdinal(_namespace, other._namespace) is var order and not 0
        ? order
        : string.CompareOrdinal(_key, other._key);

    /// <summary>Written <c>namespace/key</c>.</summary>
    public override string ToString() => $"{_namespace}/{_key}";
}
