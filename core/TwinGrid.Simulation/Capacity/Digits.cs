using System.Globalization;

namespace TwinGrid.Simulation.Capacity;

/// <summary>Numbers of any size in few signs.</summary>
public static class Digits
{
    /// <summary>A number with three or four digits that count; powers of ten where it is very small or very large.</summary>
    public static string Of(double value)
    {
        double magnitude = Math.Abs(value);
        return magnitude != 0 && magnitude is < 1e-3 or >= 1e9
            ? value.ToString("0.###e0", CultureInfo.InvariantCulture)
            : value.ToString(magnitude >= 1000 ? "#,0" : magnitude >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
    }
}
