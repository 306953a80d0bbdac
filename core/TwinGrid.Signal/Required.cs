using System.Runtime.CompilerServices;

namespace TwinGrid.Signal;

/// <summary>Checks of single numbers and options at the edge: one sentence with what was expected and what was found.</summary>
internal static class Required
{
    /// <summary>The value, when it is a number.</summary>
    public static double Finite(double value, string what, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"expected {what}, finite");

    /// <summary>The value, when it is a number above zero.</summary>
    public static double Positive(double value, string what, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"expected {what}, finite and above zero");

    /// <summary>The value, when it is a number of zero or more.</summary>
    public static double NotNegative(double value, string what, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"expected {what}, finite and not negative");

    /// <summary>Refuses an option out of its range; without words for what was expected, the condition itself says it.</summary>
    public static void Option(
        bool holds,
        double found,
        [CallerArgumentExpression(nameof(holds))] string expected = "",
        [CallerArgumentExpression(nameof(found))] string name = "")
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, found, $"expected {expected}");
        }
    }
}
