namespace Orleans.Runtime;

/// <summary>Names a class of grains: the first half of a <see cref="GrainId"/>.</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>Names the class <paramref name="id"/>.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The name.</summary>
    public IdSpan Value { get; }

    /// <summary>True for a value that was never given a name.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Names the class <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The name is empty or blank.</exception>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(IdSpan.Create(value));
    }

    /// <summary>Compares the names.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Compares the names.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainType other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
