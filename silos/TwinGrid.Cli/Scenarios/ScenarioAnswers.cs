using System.Globalization;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Cli.Scenarios;

/// <summary>Answers the questions of a site's report from what its twins know.</summary>
/// <param name="outcome">What they know.</param>
internal sealed class ScenarioAnswers(ScenarioOutcome outcome)
{
    /// <summary>The answer to a question.</summary>
    public ScenarioAnswer To(SiteQuestion question) => question.Kind switch
    {
        SiteQuestionKind.Inventory => Inventory(question),
        SiteQuestionKind.Dwell => Dwell(question),
        SiteQuestionKind.Path => Path(question),
        SiteQuestionKind.Left => Left(question),
        SiteQuestionKind.Together => Together(question),
        SiteQuestionKind.Misplaced => Misplaced(question),
        SiteQuestionKind.Excursions => Excursions(question),
        _ => Located(question),
    };

    private ScenarioAnswer Inventory(SiteQuestion question)
    {
        ScenarioStay[] here = [.. outcome.Things.Select(outcome.NowOf).OfType<ScenarioStay>().Where(stay => stay.IsAskedFor(question, outcome.End))];
        string[] found = [.. here.Select(stay => stay.Thing)];
        string[] missing = [.. question.Expected.Except(found)], surplus = question.Expected.Count == 0 ? [] : [.. found.Except(question.Expected)];
        IReadOnlyList<string>[] rows =
        [
            .. here.GroupBy(stay => stay.Place).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, Number(group.Count()), Names([.. group.Select(stay => stay.Thing)]))),
            .. missing.Select(name => Row("missing", "", $"{name}, {LastOf(name)}")),
            .. surplus.Select(name => Row("not expected", "", name)),
        ];
        string compared = question.Expected.Count == 0 ? "" : $", {missing.Length} missing, {surplus.Length} not expected";
        return new(question.Title, $"{found.Length} things{compared}", ["place", "things", "which"], rows);
    }

    private ScenarioAnswer Dwell(SiteQuestion question)
    {
        ScenarioStay[] stays = Stays(question);
        IReadOnlyList<string>[] rows =
        [
            .. stays.GroupBy(stay => stay.Place).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                TimeSpan[] lengths = [.. group.Select(stay => stay.LengthUntil(outcome.End)).Order()];
                return Row(group.Key, Number(group.Select(stay => stay.Thing).Distinct().Count()), Number(lengths.Length), Span(lengths[lengths.Length / 2]), Span(lengths[^1]));
            }),
        ];
        return new(question.Title, $"{stays.Length} stays at {rows.Length} places", ["place", "things", "stays", "median", "longest"], rows);
    }

    private ScenarioAnswer Path(SiteQuestion question)
    {
        ScenarioStay[] stays = [.. Stays(question).OrderBy(stay => stay.Thing, StringComparer.Ordinal).ThenBy(stay => stay.Arrived)];
        return new(
            question.Title,
            $"{stays.Length} stays of {stays.Select(stay => stay.Thing).Distinct().Count()} things",
            ["thing", "place", "arrived", "left", "stayed"],
            [.. stays.Select(stay => Row(stay.Thing, stay.Place, Time(stay.Arrived), Time(stay.Left), Span(stay.LengthUntil(outcome.End))))]);
    }

    private ScenarioAnswer Left(SiteQuestion question)
    {
        ScenarioStay[] gone =
        [
            .. outcome.Things.Where(thing => outcome.NowOf(thing) is null).Select(thing => outcome.Stays.Last(stay => stay.Thing == thing)).Where(stay => stay.IsAskedFor(question, outcome.End)),
        ];
        return new(
            question.Title, $"{gone.Length} things", ["thing", "last at", "heard last"], [.. gone.Select(stay => Row(stay.Thing, stay.Place, Time(stay.Left)))]);
    }

    private ScenarioAnswer Together(SiteQuestion question)
    {
        ScenarioStay[] own = [.. outcome.Stays.Where(stay => question.Of?.Matches(stay.Thing) ?? false)];
        var rows = new List<(TimeSpan Length, IReadOnlyList<string> Row)>();
        foreach (ScenarioStay other in outcome.Stays.Where(stay => !own.Contains(stay)))
        {
            foreach (ScenarioStay stay in own.Where(stay => stay.Place == other.Place))
            {
                DateTimeOffset from = stay.Arrived > other.Arrived ? stay.Arrived : other.Arrived;
                DateTimeOffset until = (stay.Left ?? outcome.End) < (other.Left ?? outcome.End) ? stay.Left ?? outcome.End : other.Left ?? outcome.End;
                if (until > from && until - from >= question.AtLeast)
                {
                    rows.Add((until - from, Row(other.Thing, stay.Place, Time(from), Time(until), Span(until - from))));
                }
            }
        }

        return new(
            question.Title,
            $"{rows.Select(row => row.Row[0]).Distinct().Count()} things",
            ["thing", "place", "from", "until", "for"],
            [.. rows.OrderByDescending(row => row.Length).Select(row => row.Row)]);
    }

    private ScenarioAnswer Misplaced(SiteQuestion question)
    {
        ScenarioStay[] wrong =
        [
            .. outcome.Stays.Where(stay => (question.Of?.Matches(stay.Thing) ?? true) && stay.LengthUntil(outcome.End) >= question.AtLeast
                && !question.Places.Contains(stay.Zone) && !question.Places.Contains(stay.Place)),
        ];
        return new(
            question.Title,
            $"{wrong.Select(stay => stay.Thing).Distinct().Count()} things",
            ["thing", "was at", "from", "until"],
            [.. wrong.Select(stay => Row(stay.Thing, stay.Place, Time(stay.Arrived), Time(stay.Left)))]);
    }

    private ScenarioAnswer Excursions(SiteQuestion question)
    {
        ScenarioExcursion[] found = [.. outcome.Excursions.Where(excursion => question.Of?.Matches(excursion.Thing) ?? true)];
        return new(
            question.Title,
            $"{found.Length} excursions of {found.Select(excursion => excursion.Thing).Distinct().Count()} things",
            ["thing", "rule", "kind", "from", "until", "extreme"],
            [.. found.Select(excursion => Row(excursion.Thing, excursion.Rule, excursion.Kind, Time(excursion.Start), Time(excursion.End), excursion.Extreme?.ToString("0.0", CultureInfo.InvariantCulture) ?? ""))]);
    }

    private ScenarioAnswer Located(SiteQuestion question)
    {
        ScenarioLocation[] found = [.. outcome.Located.Where(location => question.Of?.Matches(location.Tag) ?? true)];
        return new(
            question.Title,
            $"{found.Length} tags",
            ["tag", "region", "x, m", "y, m", "± cm"],
            [.. found.Select(location => Row(location.Tag, location.Region, Metres(location.X), Metres(location.Y), (100 * location.DeviationMetres).ToString("0.0", CultureInfo.InvariantCulture)))]);
    }

    private ScenarioStay[] Stays(SiteQuestion question) => [.. outcome.Stays.Where(stay => stay.IsAskedFor(question, outcome.End))];

    private string LastOf(string thing) => outcome.Stays.LastOrDefault(stay => stay.Thing == thing) is { } last ? $"last at {last.Place}, {Time(last.Left)}" : "never heard";

    private static string[] Row(params string[] cells) => cells;

    private static string Names(string[] names) => names.Length <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names[..3])} and {names.Length - 3} more";

    private static string Time(DateTimeOffset? time) => time is { } known ? known.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    private static string Span(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Metres(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
