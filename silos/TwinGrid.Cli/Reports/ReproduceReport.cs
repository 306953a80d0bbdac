using System.Globalization;
using TwinGrid.Cli.Reproduce;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of reproduced evaluations.</summary>
internal static class ReproduceReport
{
    /// <summary>Writes <c>reproduce.html</c> into a folder; answers its path.</summary>
    public static string Write(string folder, IReadOnlyList<SystemOutcome> outcomes, bool isQuick, ulong seed)
    {
        Directory.CreateDirectory(folder);
        var page = new HtmlPage("TwinGrid: published evaluations, run again");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"Everything below was computed from first principles in this run{(isQuick ? " with few trials (--quick)" : "")}, seed {seed}. Faithful is the published method as re-implemented here, ours is TwinGrid's, and the bound is the least that any unbiased method can reach on the same data. Brackets hold 95 % intervals."));
        foreach (SystemOutcome outcome in outcomes)
        {
            Add(page, outcome);
        }

        string path = Path.Combine(folder, "reproduce.html");
        page.Save(path);
        return path;
    }

    private static void Add(HtmlPage page, SystemOutcome outcome)
    {
        Reproduction reproduction = outcome.Reproduction;
        page.Heading($"{outcome.System.Name}: {outcome.System.Title}");
        page.Paragraph($"Source: {outcome.System.Source}.");
        page.Table(
        [
            ["figure", "published", "faithful", "ours", "bound", "samples"],
            .. reproduction.Figures.Select(figure => (IReadOnlyList<string>)
            [
                figure.Name,
                figure.Published is { } published ? $"{published.Text} ({published.Where})" : "",
                FigureText.WithInterval(figure.Faithful, figure.Unit),
                FigureText.WithInterval(figure.Ours, figure.Unit),
                FigureText.Value(figure.Bound, figure.Unit),
                figure.Samples.ToString("#,0", CultureInfo.InvariantCulture),
            ]),
        ]);
        if (reproduction.Goals.Count > 0)
        {
            page.List([.. reproduction.Goals.Select(goal => $"{(goal.IsReached ? "✓ reached" : "✗ not reached")}: {FigureText.Goal(goal)}")]);
        }

        foreach (Chart chart in reproduction.Charts)
        {
            page.Picture(ChartPicture.Draw(chart), $"{chart.Title}. {chart.Caption}");
        }

        if (reproduction.Notes.Count > 0)
        {
            page.List(reproduction.Notes);
        }
    }
}
