using System.Text.Json.Serialization;
using TwinGrid.Cli.Demo;
using TwinGrid.Model;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>One kind of answers beside the truth.</summary>
internal sealed record CheckFigure(
    [property: JsonPropertyName("right")] int Right,
    [property: JsonPropertyName("of")] int Of);

/// <summary>The figures of a supply-chain demonstration. All but the seconds and rates are the same for the same options.</summary>
internal sealed record ChainFigures(
    [property: JsonPropertyName("cartons")] int Cartons,
    [property: JsonPropertyName("pallets")] int Pallets,
    [property: JsonPropertyName("lots")] int Lots,
    [property: JsonPropertyName("documents")] int Documents,
    [property: JsonPropertyName("events")] int Events,
    [property: JsonPropertyName("readings")] int Readings,
    [property: JsonPropertyName("readings_new")] int NewReadings,
    [property: JsonPropertyName("probes")] int Probes,
    [property: JsonPropertyName("facts")] long Facts,
    [property: JsonPropertyName("checks")] IReadOnlyDictionary<string, CheckFigure> Checks,
    [property: JsonPropertyName("right")] int Right,
    [property: JsonPropertyName("of")] int Of,
    [property: JsonPropertyName("excursions_found")] int Found,
    [property: JsonPropertyName("excursions_missed")] int Missed,
    [property: JsonPropertyName("excursions_false")] int False,
    [property: JsonPropertyName("excursions_decided")] int Decided,
    [property: JsonPropertyName("exposure_error_max_min")] double LargestExposureError,
    [property: JsonPropertyName("position_error_max_m")] double LargestPositionError,
    [property: JsonPropertyName("recalled")] int Recalled,
    [property: JsonPropertyName("recalled_sold")] int RecalledSold,
    [property: JsonPropertyName("rejected")] int Rejected,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("events_per_second")] double EventsPerSecond,
    [property: JsonPropertyName("readings_per_second")] double ReadingsPerSecond,
    [property: JsonPropertyName("answer_seconds")] double AnswerSeconds,
    [property: JsonPropertyName("engine")] string Engine,
    [property: JsonPropertyName("seed")] ulong Seed)
{
    /// <summary>The figures of a run.</summary>
    public static ChainFigures From(ChainRun run)
    {
        (ChainComparison comparison, PlayedCounts counts) = (run.Comparison, run.Counts);
        return new ChainFigures(
            run.Scenario.Options.Cartons,
            run.Scenario.Options.Pallets,
            run.Scenario.Options.Lots,
            counts.Documents,
            counts.Events,
            counts.Readings,
            counts.NewReadings,
            counts.Probes,
            run.Answers.Audit.Count,
            comparison.Checks.ToDictionary(check => check.Name, check => new CheckFigure(check.Right, check.Of)),
            comparison.Checks.Sum(check => check.Right),
            comparison.Checks.Sum(check => check.Of),
            comparison.Excursions.Found,
            comparison.Excursions.Missed,
            comparison.Excursions.False,
            run.Decided,
            comparison.LargestExposureError.TotalMinutes,
            comparison.LargestPositionError ?? double.NaN,
            run.Answers.Recall.Items.Count,
            run.Answers.Recall.Items.Count(item => item.Stage == LifeStage.Sold),
            run.Answers.Cartons.Values.Count(carton => carton.Verdict == CartonVerdict.Rejected),
            run.Seconds,
            counts.Events / run.Seconds,
            counts.Readings / run.Seconds,
            run.AnswerSeconds,
            EngineName.Current,
            run.Scenario.Options.Seed);
    }
}
