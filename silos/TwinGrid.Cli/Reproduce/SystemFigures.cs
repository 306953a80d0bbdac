using System.Text.Json.Serialization;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Reproduce;

/// <summary>
/// The figures of one system for machines. Each of the five columns maps a figure's name to its value and holds only the
/// figures that have one; units stand at the end of the names.
/// </summary>
internal sealed record SystemFigures(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("published")] IReadOnlyDictionary<string, double> Published,
    [property: JsonPropertyName("faithful")] IReadOnlyDictionary<string, double> Faithful,
    [property: JsonPropertyName("ours")] IReadOnlyDictionary<string, double> Ours,
    [property: JsonPropertyName("bound")] IReadOnlyDictionary<string, double> Bound,
    [property: JsonPropertyName("samples")] IReadOnlyDictionary<string, int> Samples,
    [property: JsonPropertyName("intervals95")] IReadOnlyDictionary<string, IReadOnlyDictionary<string, double[]>> Intervals,
    [property: JsonPropertyName("goals")] IReadOnlyList<GoalFigures> Goals,
    [property: JsonPropertyName("notes")] IReadOnlyList<string> Notes)
{
    /// <summary>The figures of an outcome.</summary>
    public static SystemFigures From(SystemOutcome outcome)
    {
        IReadOnlyList<ReproducedFigure> figures = outcome.Reproduction.Figures;
        return new SystemFigures(
            outcome.System.Source,
            outcome.Seconds,
            Column(figures, figure => figure.Published?.Value),
            Column(figures, figure => figure.Faithful?.Value),
            Column(figures, figure => figure.Ours?.Value),
            Column(figures, figure => figure.Bound?.Value),
            figures.ToDictionary(figure => figure.Key, figure => figure.Samples),
            new Dictionary<string, IReadOnlyDictionary<string, double[]>>
            {
                ["faithful"] = Intervals95(figures, figure => figure.Faithful),
                ["ours"] = Intervals95(figures, figure => figure.Ours),
            },
            [.. outcome.Reproduction.Goals.Select(goal => new GoalFigures(goal.Statement, goal.Found, goal.Limit, goal.IsUpperLimit ? "at most" : "at least", goal.IsReached))],
            outcome.Reproduction.Notes);
    }

    private static Dictionary<string, double> Column(IReadOnlyList<ReproducedFigure> figures, Func<ReproducedFigure, double?> value) => figures
        .Select(figure => (figure.Key, Value: value(figure)))
        .Where(row => row.Value is not null)
        .ToDictionary(row => row.Key, row => row.Value!.Value);

    private static Dictionary<string, double[]> Intervals95(IReadOnlyList<ReproducedFigure> figures, Func<ReproducedFigure, Measured?> value) => figures
        .Select(figure => (figure.Key, Value: value(figure)))
        .Where(row => row.Value is { } measured && measured.Low != measured.High)
        .ToDictionary(row => row.Key, row => new[] { row.Value!.Value.Low, row.Value.Value.High });
}

/// <summary>A goal for machines.</summary>
internal sealed record GoalFigures(
    [property: JsonPropertyName("statement")] string Statement,
    [property: JsonPropertyName("found")] double Found,
    [property: JsonPropertyName("limit")] double Limit,
    [property: JsonPropertyName("direction")] string Direction,
    [property: JsonPropertyName("reached")] bool IsReached);
