namespace Orleans.Runtime;

/// <summary>The text of one part of a grain's identity: its type or its key.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;

    private IdSpan(string text) => _text = text;

    /// <summary>True for a value that was never given a text.</summary>
    public bool IsDefault => _text is null;

    /// <summary>Wraps <paramref name="id"/>.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <summary>Compares the texts by ordinal.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Compares the texts by ordinal.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    /// <summary>The text itself; empty for a default value.</summary>
    public override string ToString() => _text ?? string.Empty;
}
