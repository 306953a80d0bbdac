using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Cli.Scenarios;

/// <summary>What the twins of a site knew when its scenario was over.</summary>
/// <param name="End">When it was over, by the scenario's clock.</param>
/// <param name="Stays">Stays of all things, in order of arrival.</param>
/// <param name="Excursions">Excursions, in order of their start.</param>
/// <param name="Located">Tags that were located by what they hear of one another.</param>
/// <param name="Observations">Observations taken in.</param>
internal sealed record ScenarioOutcome(
    DateTimeOffset End,
    IReadOnlyList<ScenarioStay> Stays,
    IReadOnlyList<ScenarioExcursion> Excursions,
    IReadOnlyList<ScenarioLocation> Located,
    long Observations)
{
    /// <summary>Things that were heard, in order of their names.</summary>
    public IEnumerable<string> Things => Stays.Select(stay => stay.Thing).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The stay that a thing is in at the end; null when nobody hears it.</summary>
    public ScenarioStay? NowOf(string thing) => Stays.LastOrDefault(stay => stay.Thing == thing && stay.Left is null);
}

/// <summary>A stay of a thing at a place.</summary>
/// <param name="Thing">Name of the thing.</param>
/// <param name="Place">Region, or region/zone.</param>
/// <param name="Arrived">When it came.</param>
/// <param name="Left">When it left; null while it is there.</param>
internal sealed record ScenarioStay(string Thing, string Place, DateTimeOffset Arrived, DateTimeOffset? Left)
{
    /// <summary>The zone, or the region where there is none.</summary>
    public string Zone => Place[(Place.LastIndexOf('/') + 1)..];

    /// <summary>How long it lasted, or has lasted up to a time.</summary>
    public TimeSpan LengthUntil(DateTimeOffset end) => (Left ?? end) - Arrived;

    /// <summary>Whether a question is about the stay.</summary>
    public bool IsAskedFor(SiteQuestion question, DateTimeOffset end) =>
        (question.Of?.Matches(Thing) ?? true)
        && (question.Places.Count == 0 || question.Places.Contains(Zone) || question.Places.Contains(Place))
        && LengthUntil(end) >= question.AtLeast;
}

/// <summary>An excursion of a thing.</summary>
internal sealed record ScenarioExcursion(string Thing, string Rule, string Kind, DateTimeOffset Start, DateTimeOffset? End, double? Extreme);

/// <summary>Where a tag is.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Region">Its region.</param>
/// <param name="X">Metres.</param>
/// <param name="Y">Metres.</param>
/// <param name="DeviationMetres">Standard deviation of the position: the root of the covariance's trace.</param>
internal sealed record ScenarioLocation(string Tag, string Region, double X, double Y, double DeviationMetres);

/// <summary>An answer as a table.</summary>
/// <param name="Title">The question.</param>
/// <param name="Summary">The answer in one sentence.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Rows, as many as there are.</param>
internal sealed record ScenarioAnswer(string Title, string Summary, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
