using System.Globalization;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>A chain's outcome as lines and tables; the first row of a table is its head. Times are UTC.</summary>
internal static class ChainText
{
    private const string Vocabulary = "https://ref.gs1.org/cbv/";

    /// <summary>The path of the traced carton, its containers' events included.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Trace(ChainRun run) =>
    [
        ["time", "step", "disposition", "place", "as", "in"],
        .. run.Answers.Trace.Steps.Select(step => (IReadOnlyList<string>)
        [
            Time(step.Time),
            (step.IsWithdrawn ? "(withdrawn) " : "") + Word(step.BizStep),
            Word(step.Disposition),
            Name(step.BizLocation ?? step.ReadPoint),
            step.Depth == 0 ? "carton" : Name(step.Epc),
            step.Kind == EventKind.AggregationEvent ? (step.Action == EventAction.Delete ? "out of " : "into ") + Name(step.Parent) : "",
        ]),
    ];

    /// <summary>The recalled lot by where its cartons are.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> RecallByPlace(ChainRun run) =>
    [
        ["stage", "last named place", "outermost container", "cartons"],
        .. run.Answers.Recall.Items
            .GroupBy(item => (item.Stage, Place: Name(item.Place), Container: Name(item.Container)))
            .OrderBy(group => group.Key)
            .Select(group => (IReadOnlyList<string>)[Stage(group.Key.Stage), group.Key.Place, group.Key.Container, Count(group.Count())]),
    ];

    /// <summary>Every carton of the recalled lot and where it is.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Recall(ChainRun run) =>
    [
        ["carton", "stage", "last named place", "outermost container"],
        .. run.Answers.Recall.Items.OrderBy(item => item.Epc, StringComparer.Ordinal)
            .Select(item => (IReadOnlyList<string>)[Name(item.Epc), Stage(item.Stage), Name(item.Place), Name(item.Container)]),
    ];

    /// <summary>Pallets with what their loggers prove, beside the truth.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Pallets(ChainRun run) =>
    [
        ["pallet", "truck", "excursions", "above 8 °C", "truly", "MKT", "truly", "acknowledged by", "disposition"],
        .. run.Scenario.Truth.Pallets.Select(truth =>
        {
            ThingRecord record = run.Answers.Pallets[truth.Epc];
            return (IReadOnlyList<string>)
            [
                Name(truth.Epc),
                truth.Truck == 0 ? "A" : "B",
                string.Join(", ", record.Broken),
                Minutes(record.Above),
                Minutes(truth.Above),
                Celsius(record.MeanKinetic),
                Celsius(truth.MeanKinetic),
                record.AcknowledgedBy,
                Dispositions(record.Files),
            ];
        }),
    ];

    /// <summary>Cartons by verdict, minutes and mean kinetic temperature: those that have the same stand on one line.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> CartonsInBrief(ChainRun run) =>
    [
        ["verdict", "above 8 °C", "MKT", "acknowledged by", "cartons", "one of them"],
        .. run.Answers.Cartons.Values
            .GroupBy(carton => (carton.Verdict, Above: Minutes(carton.Above), Kinetic: Celsius(carton.MeanKinetic), carton.AcknowledgedBy))
            .OrderByDescending(group => group.Key.Verdict).ThenByDescending(group => group.First().Above)
            .Select(group => (IReadOnlyList<string>)
                [Verdict(group.Key.Verdict), group.Key.Above, group.Key.Kinetic, group.Key.AcknowledgedBy, Count(group.Count()), Name(group.First().Epc)]),
    ];

    /// <summary>Every carton that is not plainly usable.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Cartons(ChainRun run) =>
    [
        ["carton", "verdict", "above 8 °C", "MKT", "acknowledged by", "now"],
        .. run.Answers.Cartons.Values.Where(carton => carton.Verdict != CartonVerdict.Usable)
            .OrderByDescending(carton => carton.Verdict).ThenBy(carton => carton.Epc, StringComparer.Ordinal)
            .Select(carton => (IReadOnlyList<string>)
                [Name(carton.Epc), Verdict(carton.Verdict), Minutes(carton.Above), Celsius(carton.MeanKinetic), carton.AcknowledgedBy, Where(run.Answers.Where[carton.Epc])]),
    ];

    /// <summary>Answers beside the truth.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Checks(ChainRun run) =>
    [
        ["asked", "right", ""],
        .. run.Comparison.Checks.Select(check => (IReadOnlyList<string>)[check.Question, $"{Count(check.Right)} of {Count(check.Of)} right", check.Note]),
    ];

    /// <summary>The figures in two lines.</summary>
    public static IReadOnlyList<string> Figures(ChainRun run)
    {
        ChainFigures figures = ChainFigures.From(run);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{figures.Documents} documents with {figures.Events} events, {figures.Readings} readings ({figures.NewReadings} of them new) and {figures.Probes} probes went in and reached the twins in {figures.Seconds:F1} s: {figures.EventsPerSecond:F0} events/s, {figures.ReadingsPerSecond:F0} readings/s; {figures.Facts} facts in the log"),
            string.Create(CultureInfo.InvariantCulture, $"excursions of pallets: {figures.Found} found, {figures.Missed} missed, {figures.False} false; {figures.Decided} excursions of pallets and of cartons on them acknowledged and decided on"),
        ];
    }

    /// <summary>What the verification of the log found.</summary>
    public static string Audit(ChainRun run) => run.Answers.Audit.Break is { } fault
        ? $"audit: {fault}"
        : string.Create(CultureInfo.InvariantCulture, $"audit: all {run.Answers.Audit.Count} records hold, head {run.Answers.Audit.Head.Hash[..16]}…");

    /// <summary>A canonical EPC without its stem, as twins are named; empty for none.</summary>
    public static string Name(string? epc) => epc is null ? "" : TwinNames.OfEpc(epc);

    /// <summary>A time to the minute.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Where(WhereAnswer answer) => answer.Place is null || answer.Stage is LifeStage.Sold or LifeStage.Decommissioned
        ? Stage(answer.Stage)
        : $"{Stage(answer.Stage)}, {Name(answer.Place)}";

    private static string Dispositions(IReadOnlyList<ExcursionFile> files) =>
        string.Join(", ", files.Where(file => file.Verdict is not null).Select(file => $"{file.Excursion.Rule}: {file.Verdict}"));

    private static string Word(string? uri) => uri is null ? "" : uri.StartsWith(Vocabulary, StringComparison.Ordinal) ? uri[(uri.IndexOf('-', Vocabulary.Length) + 1)..] : uri;

    private static string Stage(LifeStage stage) => stage switch
    {
        LifeStage.OnShelf => "on the shelf",
        LifeStage.InTransit => "in transit",
        _ => stage.ToString().ToLowerInvariant(),
    };

    private static string Verdict(CartonVerdict verdict) => verdict switch
    {
        CartonVerdict.Rejected => "reject: stability budget used up",
        CartonVerdict.UsableSoon => "usable: was warm, within the budget",
        CartonVerdict.Usable => "usable",
        _ => "unproven: the record has gaps",
    };

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min");

    private static string Celsius(double? value) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:F2} °C") : "not known";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
