using System.Globalization;
using TwinGrid.Cli.Demo;
using TwinGrid.Signal;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of a demonstration.</summary>
internal static class DemoReport
{
    /// <summary>Writes <c>demo.html</c> into a folder; answers its path.</summary>
    public static string Write(string folder, IReadOnlyList<RoomOutcome> rooms, DemoFigures figures)
    {
        Directory.CreateDirectory(folder);
        var page = new HtmlPage("TwinGrid: passive tags that found themselves");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Rooms} simulated rooms with {figures.Tags} tags in all, seeds {figures.Seed} to {figures.Seed + (ulong)figures.Rooms - 1}. The tags' envelope voltages went through adapter, reader, tag, link, region and object twins on the {figures.Engine} engine. The physics is simulated; everything after the voltages is what hardware would use."));
        page.Table(Rows(figures));
        page.Heading("The first room");
        page.Picture(RoomMap.Draw(rooms[0]), string.Create(
            CultureInfo.InvariantCulture,
            $"Blue squares: anchors. Red dots: true places of tags. Red lines: error of the estimate, and green: its 95 % ellipse, both drawn {RoomMap.Magnification:F0} times too large to be seen at all. Red rings: tags that were declined. Faint lines: links."));
        (byte[] png, string name) = Hologram(rooms[0]);
        page.Heading("How one tag sees the room");
        page.Picture(png, $"Log-likelihood of {name} over the room: each link is a set of rings half a wavelength apart round the other end, and they agree in one place.");
        page.Heading("Errors");
        page.Picture(
            ChartPicture.Draw(new Chart(
                "Location errors",
                "",
                new ChartAxis("error in cm", 0, 2.5),
                new ChartAxis("share of tags", 0, 1),
                [
                    ChartSeries.Distribution("twins", [.. rooms.SelectMany(room => room.Tags).Where(tag => tag.IsLocated).Select(tag => tag.Error * 100)]),
                    ChartSeries.Distribution("literal published form", [.. rooms.SelectMany(room => room.Literal?.Errors ?? []).Select(error => error * 100)]),
                    new ChartSeries("published: median < 0.8 cm, 90 % < 2 cm", ChartMark.Published, [new ChartPoint(0.8, 0.5), new ChartPoint(2, 0.9)]),
                ])),
            "Cumulative distribution of location errors over the located tags of all rooms. Published: Ahmad et al., SenSys 2021, section 8.");
        string path = Path.Combine(folder, "demo.html");
        page.Save(path);
        return path;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Rows(DemoFigures f) =>
    [
        ["", "twins", "literal published form", "published"],
        ["located", $"{f.Localized} of {f.Tags}", $"{f.Literal.Localized} of {f.Literal.Tags}", ""],
        ["median error", Length(f.Median), Length(f.Literal.Median), "< 0.8 cm"],
        ["90 % of errors below", Length(f.Percentile90), Length(f.Literal.Percentile90), "< 2 cm"],
        ["RMSE ÷ Cramér–Rao bound", Ratio(f.RmseOverBound), Ratio(f.Literal.Rmse / f.Bound), ""],
        ["truth inside the 95 % ellipse", f.Coverage.ToString("P1", CultureInfo.InvariantCulture), "", ""],
        ["time to solve a room, one core", Seconds(f.SolverSeconds), Seconds(f.Literal.Seconds), ""],
    ];

    /// <summary>The likelihood field of the first tag that has neighbours enough to be worth a look.</summary>
    private static (byte[] Png, string Name) Hologram(RoomOutcome room)
    {
        SyntheticRoom physics = room.Room.Room;
        LocalizationProblem problem = physics.ToProblem();
        LocalizationSolution solution = LocalizationSolver.Solve(problem);
        int tag = room.Tags.Where(candidate => candidate.IsLocated).OrderByDescending(candidate => candidate.Location!.Links).First().Node;
        PlanarField field = Signal.Localization.Hologram.Evaluate(problem, solution, tag, physics.Space.Bounds, 0.0075);
        return (HologramPicture.Draw(field.Values, field.Columns, field.Rows), room.Room.NodeName(tag));
    }

    private static string Length(double metres) => string.Create(CultureInfo.InvariantCulture, $"{metres * 100:F2} cm");

    private static string Ratio(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F3} s");
}
