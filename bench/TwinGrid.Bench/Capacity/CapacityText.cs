using System.Globalization;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Bench.Capacity;

/// <summary>Unit costs as lines for people.</summary>
internal static class CapacityText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(UnitCosts costs)
    {
        yield return costs.Measurement.ToString();
        yield return $"{"unit cost",-28}{"value",14} {"unit",-6} {"spread",7} {"off the line",13}";
        foreach (UnitCost cost in costs.All)
        {
            string spread = cost.Basis == Basis.Assumed ? "assumed" : Percent(cost.Spread), residual = cost.Law is { } law ? Percent(law.Residual) + (law.Holds ? "" : " !") : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"{cost.Name,-28}{cost.Value,14:#,0.##} {cost.Unit,-6} {spread,7} {residual,13}");
        }

        if (costs.Check.Count > 0)
        {
            yield return "";
            yield return $"{"ten times the largest size",-30}{"size",12}{"predicted",18}{"measured",18} {"unit",-15}{"deviation",10}";
        }

        foreach (CheckRow row in costs.Check)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-30}{row.Size,12:#,0}{row.Predicted,18:#,0.###}{row.Measured,18:#,0.###} {row.Unit,-15}{100 * row.Deviation,9:+0.0;-0.0}%{(row.IsReached ? "" : " !")}");
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
