using System.Globalization;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Reproduce;

/// <summary>How figures of a reproduction are printed for people.</summary>
internal static class FigureText
{
    /// <summary>A number with three digits that count.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        double magnitude = Math.Abs(value);
        return magnitude switch
        {
            0 => "0",
            < 1e-3 or >= 1e7 => value.ToString("0.00e0", CultureInfo.InvariantCulture),
            >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
            _ => value.ToString($"F{Math.Clamp(2 - (int)Math.Floor(Math.Log10(magnitude)), 0, 5)}", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A value with its unit; empty where there is none.</summary>
    public static string Value(Measured? value, string unit) => value is { } known ? $"{Number(known.Value)} {unit}".TrimEnd() : "";

    /// <summary>A value with its unit and its interval.</summary>
    public static string WithInterval(Measured? value, string unit) => value is { } known && known.Low != known.High
        ? $"{Value(known, unit)} ({Number(known.Low)} … {Number(known.High)})"
        : Value(value, unit);

    /// <summary>What a goal asked and what came of it.</summary>
    public static string Goal(ReproductionGoal goal) =>
        $"{goal.Statement}: {Number(goal.Found)}, {(goal.IsUpperLimit ? "at most" : "at least")} {Number(goal.Limit)}";
}
