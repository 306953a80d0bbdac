using System.Globalization;

namespace TwinGrid.Cli.Reports;

/// <summary>The values along one axis: where each lies between the axis' ends, and which of them carry a label.</summary>
/// <param name="Low">Value at the axis' beginning.</param>
/// <param name="High">Value at its end, above <paramref name="Low"/>.</param>
/// <param name="IsLogarithmic">Whether decades are equally far apart; both ends are then above zero.</param>
internal readonly record struct AxisScale(double Low, double High, bool IsLogarithmic = false)
{
    private const int MostTicks = 11;

    /// <summary>An axis that holds given values: with some air above, and from zero when the values are near it.</summary>
    /// <param name="values">The values; those that are not finite (or not above zero on a logarithmic axis) are passed over.</param>
    /// <param name="low">The beginning, where it is prescribed.</param>
    /// <param name="high">The end, where it is prescribed.</param>
    /// <param name="isLogarithmic">Whether decades are equally far apart.</param>
    public static AxisScale Around(IEnumerable<double> values, double? low, double? high, bool isLogarithmic)
    {
        double[] shown = [.. values.Where(value => double.IsFinite(value) && (!isLogarithmic || value > 0))];
        double least = shown.DefaultIfEmpty(isLogarithmic ? 1 : 0).Min(), most = shown.DefaultIfEmpty(1).Max();
        if (isLogarithmic)
        {
            least = Math.Pow(10, Math.Floor(Math.Log10(least)));
            most = Math.Pow(10, Math.Ceiling(Math.Log10(most)));
        }
        else
        {
            least = least >= 0 && least < most / 2 ? 0 : least;
        }

        double from = low ?? least, to = high ?? most;
        return new AxisScale(from, to > from ? to : isLogarithmic ? from * 10 : from + 1, isLogarithmic);
    }

    /// <summary>0 at the beginning, 1 at the end.</summary>
    public double Fraction(double value) => IsLogarithmic
        ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>The labelled values: round numbers, or decades.</summary>
    public IReadOnlyList<double> Ticks()
    {
        var ticks = new List<double>();
        if (IsLogarithmic)
        {
            int first = (int)Math.Ceiling(Math.Log10(Low) - 1e-9), last = (int)Math.Floor(Math.Log10(High) + 1e-9);
            int stride = Math.Max(1, (last - first + MostTicks - 1) / MostTicks);
            for (int decade = first; decade <= last; decade += stride)
            {
                ticks.Add(Math.Pow(10, decade));
            }

            return ticks;
        }

        double step = Step();
        for (double k = Math.Ceiling(Low / step - 1e-9); k * step <= High + step * 1e-9; k++)
        {
            ticks.Add(k * step);
        }

        return ticks;
    }

    /// <summary>A value as a label.</summary>
    public static string Label(double value)
    {
        double magnitude = Math.Abs(value);
        return magnitude != 0 && magnitude is < 1e-3 or >= 1e6
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : (Math.Round(value, 9) + 0.0).ToString("#,0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>The smallest of 1, 2 and 5 times a power of ten that makes few enough labels.</summary>
    private double Step()
    {
        double range = High - Low, decade = Math.Pow(10, Math.Floor(Math.Log10(range / MostTicks)));
        foreach (double factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (range / (decade * factor) <= MostTicks)
            {
                return decade * factor;
            }
        }

        return decade * 10;
    }
}
