using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Reads the questions of a site's report.</summary>
internal static partial class QuestionParser
{
    private const int MostNames = 10_000;
    private static readonly Dictionary<string, SiteQuestionKind> Kinds = Enum.GetValues<SiteQuestionKind>()
        .ToDictionary(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()), StringComparer.Ordinal);

    /// <summary>Names of the kinds of questions.</summary>
    public static IReadOnlyCollection<string> KindNames => Kinds.Keys;

    /// <summary>The questions of a list.</summary>
    public static IReadOnlyList<SiteQuestion> Questions(ConfigPlace list) => [.. list.Items().Select(Question).OfType<SiteQuestion>()];

    private static SiteQuestion? Question(ConfigPlace place)
    {
        if (!place.Keys(SiteSchema.Question.Names))
        {
            return null;
        }

        string? kind = place.Need("show").OneOf(KindNames), title = place.Need("title").Text(200);
        NamePattern? of = TagText.PatternOf(place["of"]);
        string[] places = [.. place["places"].Items().Select(item => item.Text(200)).OfType<string>()];
        string[] expected = [.. place["expected"].Items().SelectMany(Names)];
        TimeSpan atLeast = ScriptText.Span(place["at_least"]) ?? TimeSpan.Zero;
        return kind is null || title is null ? null : new SiteQuestion(Kinds[kind], title, of, places, expected, atLeast);
    }

    /// <summary>One name, or those of a row such as crate-01..20.</summary>
    private static IEnumerable<string> Names(ConfigPlace place)
    {
        if (place.Text(200) is not { } text)
        {
            return [];
        }

        if (Row().Match(text) is not { Success: true } row)
        {
            return [TagText.NameOf(text)];
        }

        string first = row.Groups["first"].Value;
        int from = int.Parse(first, CultureInfo.InvariantCulture), to = int.Parse(row.Groups["last"].ValueSpan, CultureInfo.InvariantCulture);
        if (to < from || to - from >= MostNames)
        {
            place.Refuse($"a row of 1 to {MostNames} names, such as crate-01..20");
            return [];
        }

        return Enumerable.Range(from, to - from + 1).Select(number => row.Groups["stem"].Value + number.ToString(new string('0', first.Length), CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<stem>.*?)(?<first>[0-9]{1,6})\.\.(?<last>[0-9]{1,6})$")]
    private static partial Regex Row();
}
