using System.Globalization;

namespace TwinGrid.Model;

/// <summary>Checks on numbers that enter the model: done once, at the edge.</summary>
internal static class Finite
{
    /// <summary>Returns <paramref name="value"/> when it is a number, or says what was expected and found.</summary>
    public static double Required(double value, string what) =>
        double.IsFinite(value) ? value : throw Refuse(what, "a finite number", value);

    /// <summary>Returns <paramref name="value"/> when it is finite and above zero.</summary>
    public static double Positive(double value, string what) =>
        double.IsFinite(value) && value > 0 ? value : throw Refuse(what, "a finite number above zero", value);

    /// <summary>Returns <paramref name="value"/> when it is finite and not below zero.</summary>
    public static double NotNegative(double value, string what) =>
        double.IsFinite(value) && value >= 0 ? value : throw Refuse(what, "a finite number of at least zero", value);

    private static ArgumentOutOfRangeException Refuse(string what, string expected, double found) =>
        new(paramName: null, $"{what}: expected {expected}, found {found.ToString(CultureInfo.InvariantCulture)}");
}
