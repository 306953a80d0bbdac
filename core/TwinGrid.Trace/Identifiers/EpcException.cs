namespace TwinGrid.Trace.Identifiers;

/// <summary>A tag identifier that breaks the Tag Data Standard; says where, what was expected and what was found.</summary>
public sealed class EpcException : FormatException
{
    /// <summary>A fault at one place of an identifier.</summary>
    /// <param name="place">The part at fault, such as "sgtin-96 serial".</param>
    /// <param name="expected">What the standard has there.</param>
    /// <param name="found">What stands there.</param>
    public EpcException(string place, string expected, string found)
        : base($"{place}: expected {expected}, found {OneLine.Of(found)}")
    {
        Place = place;
        Expected = expected;
        Found = found;
    }

    /// <summary>The part at fault.</summary>
    public string Place { get; }

    /// <summary>What the standard has there.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }
}
