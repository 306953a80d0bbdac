namespace TwinGrid.Trace.Events;

/// <summary>A document, event or parameter that EPCIS does not allow.</summary>
public sealed class EpcisException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="place">
    /// Where: a JSON pointer such as /epcisBody/eventList/3/eventTime, empty for the whole, or the name of a parameter.
    /// </param>
    /// <param name="expected">What would do.</param>
    /// <param name="found">What is there.</param>
    public EpcisException(string place, string expected, string found)
        : base($"{(place.Length == 0 ? "the whole" : OneLine.Of(place))}: expected {OneLine.Of(expected)}, found {OneLine.Of(found)}") =>
        (Place, Expected, Found) = (place, expected, found);

    /// <summary>Where it is.</summary>
    public string Place { get; }

    /// <summary>What would do.</summary>
    public string Expected { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }
}
