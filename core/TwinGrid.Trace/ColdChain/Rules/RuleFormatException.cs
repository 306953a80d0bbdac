namespace TwinGrid.Trace.ColdChain.Rules;

/// <summary>A rule file that can't be understood.</summary>
/// <param name="place">JSON path of the fault, such as <c>$.rules[2].after</c>.</param>
/// <param name="line">Line of the text from 1, or 0 when the fault is with a value rather than the syntax.</param>
/// <param name="expected">What was expected there.</param>
/// <param name="found">What was found.</param>
public sealed class RuleFormatException(string place, long line, string expected, string found)
    : Exception($"{place}: expected {expected}, found {found}")
{
    /// <summary>JSON path of the fault.</summary>
    public string Place { get; } = place;

    /// <summary>Line from 1, or 0.</summary>
    public long Line { get; } = line;

    /// <summary>What was expected.</summary>
    public string Expected { get; } = expected;

    /// <summary>What was found.</summary>
    public string Found { get; } = found;
}
