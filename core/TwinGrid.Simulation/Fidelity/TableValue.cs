using System.Globalization;
using MathNet.Numerics.Statistics;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>A figure with the standard error of its sampling, both in whatever unit its owner names.</summary>
/// <param name="Value">The figure.</param>
/// <param name="StandardError">One standard error, not negative.</param>
public readonly record struct TableValue(double Value, double StandardError)
{
    private const double TwoSided = 1.959963984540054;

    /// <summary>A figure times a known number.</summary>
    /// <param name="factor">The number, not negative.</param>
    public TableValue Times(double factor) => new(Value * factor, StandardError * factor);

    /// <summary>How many standard errors of both another figure lies from this one; zero when both are equal and exact.</summary>
    /// <param name="other">The other figure, from independent samples.</param>
    public double DeviationOf(TableValue other)
    {
        double difference = other.Value - Value;
        return difference == 0 ? 0 : difference / Math.Sqrt(StandardError * StandardError + other.StandardError * other.StandardError);
    }

    /// <summary>The mean of independent samples.</summary>
    internal static TableValue Mean(IReadOnlyCollection<double> samples) =>
        Round(samples.Mean(), samples.Count > 1 ? samples.StandardDeviation() / Math.Sqrt(samples.Count) : 0);

    /// <summary>A figure whose standard error is its 95 % interval's, as though it were normal.</summary>
    internal static TableValue Of(Measured figure) => Round(figure.Value, (figure.High - figure.Low) / (2 * TwoSided));

    /// <summary>Six digits are more than any entry is known by, and what a file holds is then what was made.</summary>
    private static TableValue Round(double value, double error) => new(Digits(value), Digits(error));

    /// <summary>A number with six digits.</summary>
    internal static double Digits(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
