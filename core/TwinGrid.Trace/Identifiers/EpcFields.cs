namespace TwinGrid.Trace.Identifiers;

/// <summary>What the bits of a tag say, as plain text in a buffer of the caller's.</summary>
internal readonly ref struct EpcFields
{
    /// <summary>Characters that hold the fields of any EPC.</summary>
    public const int Capacity = 64;

    /// <summary>The encoding that the header names.</summary>
    public required EpcEncoding Encoding { get; init; }

    /// <summary>The filter value, 0 to 7.</summary>
    public required int Filter { get; init; }

    /// <summary>6 to 12 digits.</summary>
    public required ReadOnlySpan<char> Prefix { get; init; }

    /// <summary>The reference; may be empty where the prefix has 12 digits.</summary>
    public required ReadOnlySpan<char> Reference { get; init; }

    /// <summary>The serial; empty where the scheme has none.</summary>
    public required ReadOnlySpan<char> Serial { get; init; }
}
