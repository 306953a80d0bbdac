using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters.Csv;
using TwinGrid.Cli.Locate;
using TwinGrid.Cli.Reports;
using TwinGrid.Model;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid locate: tags from phases that a reader recorded.</summary>
internal static class LocateCommand
{
    private const int LongestTable = 60;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var reads = new Argument<string>("READS") { Description = "CSV file of reads, plain or gzip." };
        var truth = new Option<string?>("--truth") { Description = "CSV file of true positions: set, experiment, epc, tag_x_m, tag_y_m." };
        Option<double> near = Length("--near", "Least distance of a tag from the track, towards growing y, in metres.", 0.2);
        Option<double> far = Length("--far", "Largest distance of a tag from the track, in metres.", 2);
        Option<double> beside = Length("--beside", "How far beyond the ends of the track a tag may stand, in metres.", 0.3);
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "locate",
            """
            Locate tags from the phases that a reader recorded while its antenna moved along a track. Tags of one experiment
            stand in one another's field and are located together; offsets of channels and cables are estimated from the
            reads themselves.
            Columns of READS: set, experiment, epc, frequency_hz, antenna_x_m, reads, mean_phase_rad, resultant,
            mean_rssi_dbm, and where there are any antenna_y_m and antenna_z_m. One row may be one read (reads 1, resultant
            1) or the mean of several.
            """)
        { reads, truth, near, far, beside, json, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? truthPath = parsed.GetValue(truth);
            IReadOnlyDictionary<(string, string), Position> places = truthPath is null
                ? new Dictionary<(string, string), Position>()
                : TagTruthCsv.Read(truthPath);
            var area = new SearchArea(parsed.GetValue(near), parsed.GetValue(far), parsed.GetValue(beside));
            if (area.Far <= area.Near)
            {
                throw new Adapters.BadInputException("--far", 0, $"more than --near ({Metres(area.Near)})", Metres(area.Far));
            }

            var file = new PhaseReadCsv(parsed.GetValue(reads)!);
            bool isForMachines = parsed.GetValue(json);
            IReadOnlyList<LocatedTag> tags = isForMachines
                ? await LocateRun.RunAsync(file, area, places, (_, _) => { }, cancellationToken)
                : await ShowAsync(file, area, places, cancellationToken);
            LocateFigures figures = LocateFigures.From(tags);
            string? report = parsed.GetValue(output) is { } folder ? LocateReport.Write(folder.FullName, tags, figures) : null;
            if (isForMachines)
            {
                Console.WriteLine(JsonSerializer.Serialize(figures, Indented));
            }
            else
            {
                Print(tags, figures);
                AnsiConsole.MarkupLineInterpolated($"report: {report ?? "add --out DIR for a page with maps and the error curve"}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<LocatedTag>> ShowAsync(
        PhaseReadCsv file,
        SearchArea area,
        IReadOnlyDictionary<(string, string), Position> truth,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<LocatedTag> tags = [];
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var tasks = new Dictionary<string, ProgressTask>();
                tags = await LocateRun.RunAsync(file, area, truth, Tell, cancellationToken);

                void Tell(string what, double share)
                {
                    lock (tasks)
                    {
                        if (!tasks.TryGetValue(what, out ProgressTask? task))
                        {
                            tasks[what] = task = progress.AddTask(what, maxValue: 1);
                        }

                        task.Value = share;
                    }
                }
            });
        return tags;
    }

    private static void Print(IReadOnlyList<LocatedTag> tags, LocateFigures figures)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("scene", "tag", "x", "y", "95 % ellipse", "error");
        foreach (PositionFigures tag in figures.Positions.Take(LongestTable))
        {
            table.AddRow(
                Markup.Escape(tag.Scene),
                Markup.Escape(tag.Tag),
                tag.X is { } x ? Metres(x) : tag.Status,
                tag.Y is { } y ? Metres(y) : "",
                tag.Major is { } major ? $"{Centimetres(major)} × {Centimetres(tag.Minor)}" : "",
                Centimetres(tag.Error));
        }

        AnsiConsole.Write(table);
        if (tags.Count > LongestTable)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"… and {tags.Count - LongestTable} more (--json prints all)");
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{figures.Localized} of {figures.Tags} tags located");
        if (figures.Median is null)
        {
            return;
        }

        Table errors = new Table().Border(TableBorder.Rounded).AddColumns("errors", "median", "90 %", "median along x", "hologram median", "hologram along x");
        foreach ((string name, SetFigures set) in figures.Sets)
        {
            errors.AddRow(Markup.Escape(name), Centimetres(set.Median), Centimetres(set.Percentile90), Centimetres(set.MedianX), Centimetres(set.Hologram.Median), Centimetres(set.Hologram.MedianX));
        }

        errors.AddRow("all", Centimetres(figures.Median), Centimetres(figures.Percentile90), Centimetres(figures.MedianX), Centimetres(figures.Hologram.Median), Centimetres(figures.Hologram.MedianX));
        AnsiConsole.Write(errors);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"truth inside the 95 % ellipse: {figures.Coverage:P1}");
    }

    private static Option<double> Length(string name, string description, double missing)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => missing };
        option.Validators.Add(result =>
        {
            string? found = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
            bool isNumber = double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (found is not null && !(isNumber && value is >= 0 and <= 1000))
            {
                result.AddError($"{name}: expected a length from 0 to 1000 metres, found {found}");
            }
        });
        return option;
    }

    private static string Metres(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F3} m");

    private static string Centimetres(double? value) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:F1} cm") : "";
}
