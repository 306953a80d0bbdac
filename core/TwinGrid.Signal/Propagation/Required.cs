using System.Runtime.CompilerServices;

namespace TwinGrid.Signal.Propagation;

/// <summary>Checks of single numbers at the edge: one sentence with what was expected and what was found.</summary>
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
}
