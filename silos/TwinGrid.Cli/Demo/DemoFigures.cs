using System.Text.Json.Serialization;
using MathNet.Numerics.Statistics;

namespace TwinGrid.Cli.Demo;

/// <summary>
/// The figures of a demonstration: lengths in metres, pooled over its rooms; times in seconds, the median over rooms of the
/// time on one core for one room.
/// </summary>
internal sealed record DemoFigures(
    [property: JsonPropertyName("rooms")] int Rooms,
    [property: JsonPropertyName("tags")] int Tags,
    [property: JsonPropertyName("localized")] int Localized,
    [property: JsonPropertyName("median_m")] double Median,
    [property: JsonPropertyName("p90_m")] double Percentile90,
    [property: JsonPropertyName("max_m")] double Largest,
    [property: JsonPropertyName("rmse_m")] double Rmse,
    [property: JsonPropertyName("crlb_m")] double Bound,
    [property: JsonPropertyName("rmse_over_crlb")] double RmseOverBound,
    [property: JsonPropertyName("ellipse95_coverage")] double Coverage,
    [property: JsonPropertyName("literal")] LiteralFigures Literal,
    [property: JsonPropertyName("solver_seconds")] double SolverSeconds,
    [property: JsonPropertyName("solver_speedup")] double Speedup,
    [property: JsonPropertyName("observations")] long Observations,
    [property: JsonPropertyName("engine")] string Engine,
    [property: JsonPropertyName("seed")] ulong Seed)
{
    /// <summary>Pools the rooms.</summary>
    public static DemoFigures From(IReadOnlyList<RoomOutcome> rooms, ulong seed)
    {
        TagOutcome[] tags = [.. rooms.SelectMany(room => room.Tags)];
        TagOutcome[] located = [.. tags.Where(tag => tag.IsLocated)];
        double[] errors = [.. located.Select(tag => tag.Error)];
        LiteralOutcome[] references = [.. rooms.Select(room => room.Literal).OfType<LiteralOutcome>()];
        double[] literal = [.. references.SelectMany(reference => reference.Errors)];
        double rmse = RootMeanSquare(errors), bound = RootMeanSquare(located.Select(tag => tag.Bound));
        double solver = rooms.Select(room => room.Region.SolveSeconds).Median(), reference = references.Select(room => room.Seconds).Median();
        return new DemoFigures(
            rooms.Count,
            tags.Length,
            located.Length,
            errors.Median(),
            errors.Quantile(0.9),
            errors.DefaultIfEmpty(double.NaN).Max(),
            rmse,
            bound,
            rmse / bound,
            (double)located.Count(tag => tag.IsInEllipse) / located.Length,
            new LiteralFigures(references.Length, references.Length * (tags.Length / rooms.Count), literal.Length, literal.Median(), literal.Quantile(0.9), RootMeanSquare(literal), reference),
            solver,
            reference / solver,
            rooms.Sum(room => room.Observations),
            EngineName.Current,
            seed);
    }

    private static double RootMeanSquare(IEnumerable<double> values) =>
        Math.Sqrt(values.Select(value => value * value).DefaultIfEmpty(double.NaN).Average());
}

/// <summary>The same figures for the literal published form, over the tags that it located in the rooms that it was given.</summary>
internal sealed record LiteralFigures(
    [property: JsonPropertyName("rooms")] int Rooms,
    [property: JsonPropertyName("tags")] int Tags,
    [property: JsonPropertyName("localized")] int Localized,
    [property: JsonPropertyName("median_m")] double Median,
    [property: JsonPropertyName("p90_m")] double Percentile90,
    [property: JsonPropertyName("rmse_m")] double Rmse,
    [property: JsonPropertyName("seconds")] double Seconds);

/// <summary>Which engine this program was built with.</summary>
internal static class EngineName
{
#if ORLEANS
    /// <summary>The engine.</summary>
    public const string Current = "orleans";
#else
    /// <summary>The engine.</summary>
    public const string Current = "embedded";
#endif
}
