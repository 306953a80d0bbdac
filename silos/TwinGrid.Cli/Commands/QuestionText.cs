using System.Globalization;
using Spectre.Console;
using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Cli.Commands;

/// <summary>Answers in words and tables.</summary>
internal static class QuestionText
{
    /// <summary>A moment to the second, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The end of a span: a moment, or that it lasts.</summary>
    public static string Until(DateTimeOffset? time) => time is { } end ? Time(end) : "now";

    /// <summary>A length of time in its two largest units.</summary>
    public static string Age(double seconds)
    {
        var age = TimeSpan.FromSeconds(seconds);
        return age switch
        {
            { TotalDays: >= 1 } => $"{(int)age.TotalDays} d {age.Hours} h",
            { TotalHours: >= 1 } => $"{age.Hours} h {age.Minutes} min",
            { TotalMinutes: >= 1 } => $"{age.Minutes} min {age.Seconds} s",
            _ => $"{age.Seconds} s",
        };
    }

    /// <summary>The word of a business step.</summary>
    public static string Step(string? uri) => uri is null ? "" : Cbv.Word(CbvVocabulary.BizStep, uri);

    /// <summary>The word of a disposition.</summary>
    public static string Disposition(string? uri) => uri is null ? "" : Cbv.Word(CbvVocabulary.Disposition, uri);

    /// <summary>A table of texts.</summary>
    public static void Print(string[] heads, IEnumerable<string[]> rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns(heads);
        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>What does not fit together, and what an answer leaves out.</summary>
    public static void PrintRemarks(IEnumerable<string> anomalies, IEnumerable<string> notes)
    {
        foreach (string anomaly in anomalies)
        {
            AnsiConsole.WriteLine("contradiction: " + anomaly);
        }

        foreach (string note in notes)
        {
            AnsiConsole.WriteLine(note);
        }
    }
}
