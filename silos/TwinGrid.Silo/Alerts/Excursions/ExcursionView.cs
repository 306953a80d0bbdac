using System.Text.Json;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Rules;
using TwinGrid.Trace.ColdChain.Series;

namespace TwinGrid.Silo.Alerts.Excursions;

/// <summary>An excursion's file as HTTP gives it.</summary>
internal sealed record ExcursionView(
    string Id,
    string Site,
    string Subject,
    string State,
    string? Verdict,
    bool IsPending,
    bool IsLasting,
    bool IsChangedSinceAct,
    MeasuredView Excursion,
    IReadOnlyList<ExcursionAct> Acts)
{
    /// <summary>A file.</summary>
    public static ExcursionView Of(ExcursionFile file) => new(
        file.Id, file.Site, file.Subject, Kebab(file.State), file.Verdict, file.IsPending, file.IsLasting, file.IsChangedSinceAct, MeasuredView.Of(file.Excursion), file.Acts);

    internal static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>What was measured of an excursion, as HTTP gives it.</summary>
internal sealed record MeasuredView(
    string Id,
    string Rule,
    int Version,
    string Kind,
    DateTimeOffset Start,
    DateTimeOffset AlarmTime,
    DateTimeOffset? End,
    double? Extreme,
    double DurationSeconds,
    bool IsOpen,
    bool IsEndObserved)
{
    /// <summary>An excursion.</summary>
    public static MeasuredView Of(Excursion found) => new(
        found.Id,
        found.Rule,
        found.Version,
        ExcursionView.Kebab(found.Kind),
        found.Start,
        found.AlarmTime,
        found.End,
        found.Extreme,
        found.Duration.TotalSeconds,
        found.IsOpen,
        found.IsEndObserved);
}

/// <summary>A limit to draw in a chart.</summary>
/// <param name="Name">Id of the rule, or "range".</param>
/// <param name="Celsius">Degrees Celsius.</param>
internal sealed record LimitView(string Name, double Celsius);

/// <summary>An object's temperatures as a chart needs them.</summary>
internal sealed record TemperatureView(
    string Site,
    string Subject,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    int Readings,
    IReadOnlyList<SeriesPoint> Points,
    IReadOnlyList<SeriesSpan> Unknown,
    string? RuleSet,
    int? Version,
    IReadOnlyList<LimitView> Limits,
    IReadOnlyList<ExcursionView> Excursions)
{
    private const int MostPoints = 2000;

    /// <summary>A record within a span.</summary>
    public static TemperatureView Of(string site, string subject, SubjectRecord record, DateTimeOffset? from, DateTimeOffset? until)
    {
        DateTimeOffset first = from ?? DateTimeOffset.MinValue, last = until ?? DateTimeOffset.MaxValue;
        RuleSet? rules = record.Rules?.Rules;
        Cadence? cadence = rules is null ? null : new Cadence(record.Interval, rules.LargestGap);
        var series = TemperatureSeries.Of(record.Readings, cadence, first, last, MostPoints);
        return new(
            site,
            subject,
            from,
            until,
            series.Readings,
            series.Points,
            series.Unknown,
            rules?.Name,
            rules?.Version,
            [.. LimitsOf(rules)],
            [.. record.Excursions.Where(file => file.Excursion.Start < last && (file.Excursion.End ?? DateTimeOffset.MaxValue) >= first).Select(ExcursionView.Of)]);
    }

    private static IEnumerable<LimitView> LimitsOf(RuleSet? rules)
    {
        if (rules is null)
        {
            return [];
        }

        IEnumerable<LimitView> range = [new("range", rules.LowRange), new("range", rules.HighRange)];
        IEnumerable<LimitView> limits = rules.Rules.OfType<LimitRule>()
            .Where(rule => rule.Quantity == MeasuredQuantity.Temperature)
            .SelectMany(rule => new[] { rule.Above, rule.Below }.OfType<double>().Select(limit => new LimitView(rule.Id, limit)));
        return limits.Concat(range).Where(limit => double.IsFinite(limit.Celsius)).DistinctBy(limit => limit.Celsius);
    }
}
