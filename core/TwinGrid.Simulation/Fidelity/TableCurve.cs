namespace TwinGrid.Simulation.Fidelity;

/// <summary>
/// A figure against one positive quantity, between whose entries it's taken as straight over the quantity's logarithm. The stated
/// error is made of the entries' sampling and of what the straight line itself misses, which was measured half way between entries.
/// </summary>
/// <param name="At">The quantity at each entry, above zero, rising.</param>
/// <param name="Values">The figure at each entry.</param>
/// <param name="Errors">Its standard error at each entry.</param>
/// <param name="InterpolationError">
/// Root mean square of what lies between the straight line and fresh samples half way between entries, over and above the samples'
/// own error.
/// </param>
public sealed record TableCurve(
    IReadOnlyList<double> At, IReadOnlyList<double> Values, IReadOnlyList<double> Errors, double InterpolationError)
{
    /// <summary>The figure with its stated error; between entries that includes the line's.</summary>
    /// <param name="at">The quantity, from the first to the last entry.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity lies outside the entries.</exception>
    public TableValue Interpolate(double at)
    {
        if (!(at >= At[0] && at <= At[^1]))
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, $"expected {At[0]} to {At[^1]}, what the table covers");
        }

        int next = 0;
        while (At[next] < at)
        {
            next++;
        }

        if (At[next] == at)
        {
            return new TableValue(Values[next], Errors[next]);
        }

        double weight = Math.Log(at / At[next - 1]) / Math.Log(At[next] / At[next - 1]);
        return Blend(new TableValue(Values[next - 1], Errors[next - 1]), new TableValue(Values[next], Errors[next]), weight, InterpolationError);
    }

    /// <summary>The figure as by <see cref="Interpolate"/>; before the first entry as there, beyond the last as there.</summary>
    /// <param name="at">The quantity.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is no number.</exception>
    public TableValue InterpolateOrHold(double at) => Interpolate(Math.Clamp(at, At[0], At[^1]));

    /// <summary>
    /// A straight line between two figures. Its own error is taken as large near an entry as half way, because frames of 2^Q slots make
    /// curves with corners and steps.
    /// </summary>
    internal static TableValue Blend(TableValue first, TableValue second, double weight, double interpolationError)
    {
        double left = (1 - weight) * first.StandardError, right = weight * second.StandardError;
        return new TableValue((1 - weight) * first.Value + weight * second.Value, Math.Sqrt(left * left + right * right + interpolationError * interpolationError));
    }

    /// <summary>A curve from its entries and from fresh figures half way between some of them.</summary>
    internal static TableCurve Of(IReadOnlyList<(double At, TableValue Value)> entries, IEnumerable<(double At, TableValue Value)> halfWay)
    {
        var curve = new TableCurve(
            [.. entries.Select(entry => entry.At)],
            [.. entries.Select(entry => entry.Value.Value)],
            [.. entries.Select(entry => entry.Value.StandardError)],
            0);
        return curve with { InterpolationError = TableValue.Digits(Excess(halfWay.Select(fresh => (curve.Interpolate(fresh.At), fresh.Value)))) };
    }

    /// <summary>Root mean square of the differences, less what sampling explains of it.</summary>
    internal static double Excess(IEnumerable<(TableValue Line, TableValue Fresh)> pairs)
    {
        double square = pairs.Select(pair => Square(pair.Line.Value - pair.Fresh.Value) - Square(pair.Line.StandardError) - Square(pair.Fresh.StandardError))
            .DefaultIfEmpty(0)
            .Average();
        return Math.Sqrt(Math.Max(0, square));

        static double Square(double value) => value * value;
    }

    /// <summary>Throws when the entries can't be a curve.</summary>
    /// <param name="place">Where it stands, for the message.</param>
    /// <exception cref="FormatException">What was expected and what was found.</exception>
    internal void Check(string place)
    {
        if (At is null || Values is null || Errors is null || At.Count == 0 || Values.Count != At.Count || Errors.Count != At.Count)
        {
            throw new FormatException(
                $"{place}: expected as many values and errors as places, at least one, found {At?.Count}, {Values?.Count}, {Errors?.Count}");
        }

        for (int i = 0; i < At.Count; i++)
        {
            if (!(At[i] > (i == 0 ? 0 : At[i - 1]) && double.IsFinite(At[i]) && double.IsFinite(Values[i]) && Errors[i] >= 0 && double.IsFinite(Errors[i])))
            {
                throw new FormatException(
                    $"{place}: expected rising places above 0, finite values and errors of 0 or more, found {At[i]}, {Values[i]}, {Errors[i]} at entry {i}");
            }
        }

        if (!(InterpolationError >= 0 && double.IsFinite(InterpolationError)))
        {
            throw new FormatException($"{place}: expected an interpolation error of 0 or more, found {InterpolationError}");
        }
    }
}
