using System.Globalization;
using TwinGrid.Cli.Simulate;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of a census of a simulated world.</summary>
internal static class CensusReport
{
    /// <summary>Writes <c>census.html</c> into a folder; answers its path.</summary>
    public static string Write(string folder, WorldModel world, CensusOutcome outcome, CensusStudy study, int workers)
    {
        Directory.CreateDirectory(folder);
        CensusFigures figures = outcome.Figures;
        var page = new HtmlPage($"TwinGrid: a simulated world of {BigNumber.Text(world.Objects)} objects");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing here exists: the world follows from a seed and from parameters, which stand at the end with what they rest on. It is seen at {world.TimeOf(world.CensusSecond):u}. {(figures.IsFull ? "Every object was counted." : $"The figures are estimates from a sample of {outcome.Drawn:#,0} cases with their 95 % intervals.")} Times were measured in this run."));
        page.Table(Sizes(world, outcome, study, workers));
        page.Table(Totals(figures));
        page.Heading("Map of the world by density");
        IReadOnlyList<CountryStock> stocks = DensityMap.Stocks(world, figures);
        page.Picture(DensityMap.Draw(stocks), "A circle's area is what has left its factory for the country and isn't sold yet; its colour is the share in trailers, which grows with the distance from the factories. Letters: ISO 3166-1.");
        page.Heading("Flows");
        IReadOnlyList<TradeFlow> flows = TradeFlow.Of(world);
        page.Picture(FlowMap.Draw(world.Parameters.Countries, flows), FlowMap.Caption(flows));
        page.Heading("Excursions by country and cause");
        ExcursionGrid grid = ExcursionGrid.Of(world, figures);
        if (grid.Rows.Count > 0)
        {
            page.Picture(HeatMap.Draw(grid, !figures.IsFull), "Items with an excursion per million items with limits of temperature that are bought in a country; the highest rates stand above and to the left, a step of colour is a factor.");
        }
        else
        {
            page.Paragraph("No goods of this world have limits of temperature.");
        }

        page.LongTable("all countries", Countries(world, figures, stocks, flows));
        page.Heading("Error bars against sample size");
        Add(page, CensusCharts.Errors(study.Growth, figures.ExcursionRate, figures.IsFull));
        page.Heading("Cost against size");
        Add(page, CensusCharts.Costs(study.Counts, study.Samples));
        page.Heading("To make this page again");
        bool isDefault = ReferenceEquals(world.Parameters, WorldParameters.Default);
        page.List(
        [
            $"Seed {world.Seed}: twingrid simulate census --objects {world.Objects} --seed {world.Seed}{(isDefault ? "" : " --world FILE")}{Size(figures)} --out DIR",
            isDefault ? "The parameters are those that come with the program." : "FILE holds the parameters below.",
            figures.IsFull ? "The counts don't depend on the machine; times do." : "What a sample of a size says doesn't depend on the machine; times do, and with --within the sample's size.",
        ]);
        page.LongText("parameters", world.Parameters.ToJson());
        string path = Path.Combine(folder, "census.html");
        page.Save(path);
        return path;
    }

    private static void Add(HtmlPage page, Chart chart) => page.Picture(ChartPicture.Draw(chart), chart.Caption);

    private static string Size(CensusFigures figures) => figures.IsFull
        ? " --full"
        : string.Create(CultureInfo.InvariantCulture, $" --relative-error {Math.Clamp(figures.Excursions().RelativeError, 0.0001, 0.5):0.####}");

    private static IReadOnlyList<IReadOnlyList<string>> Sizes(WorldModel world, CensusOutcome outcome, CensusStudy study, int workers) =>
    [
        ["objects", "how many", "what that means"],
        ["addressable", Whole(world.Objects), "each has a whole life that follows from its number"],
        ["touched", Whole(outcome.Touched), string.Create(CultureInfo.InvariantCulture, $"worked out for the census, in {outcome.Seconds:0.0} s")],
        ["resident", "0", "none is kept in memory"],
        ["a second", Whole(outcome.ObjectsPerSecond), string.Create(CultureInfo.InvariantCulture, $"worked out by the census on {workers} {(workers == 1 ? "core" : "cores")}")],
        ["touched for the charts", Whole(study.Touched), string.Create(CultureInfo.InvariantCulture, $"worked out besides for the last two charts, in {study.Seconds:0.0} s")],
    ];

    private static IReadOnlyList<IReadOnlyList<string>> Totals(CensusFigures figures) =>
    [
        ["figure", figures.IsFull ? "counted" : "estimate", .. figures.IsFull ? Array.Empty<string>() : ["± half the 95 % interval"]],
        Row("made and not yet sold", figures.InChain(), 1, "#,0"),
        Row("items with an excursion", figures.Excursions(), 1, "#,0"),
        Row("of those with limits, %", figures.ExcursionRate, 100, "0.0000"),
        Row("lost, stolen and broken", figures.Losses, 1, "#,0"),
        Row("reads a day", figures.Of(Count.ReadsOfLastDay), 1, "#,0"),
        Row("alarms a second", figures.AlarmsPerSecond, 1, "#,0.0"),
    ];

    private static IReadOnlyList<string> Row(string name, Estimate estimate, double factor, string format) =>
    [
        name,
        (estimate.Value * factor).ToString(format, CultureInfo.InvariantCulture),
        .. estimate.StandardError == 0 ? Array.Empty<string>() : [(Estimate.TwoSided95 * estimate.StandardError * factor).ToString(format, CultureInfo.InvariantCulture)],
    ];

    private static IReadOnlyList<IReadOnlyList<string>> Countries(
        WorldModel world,
        CensusFigures figures,
        IReadOnlyList<CountryStock> stocks,
        IReadOnlyList<TradeFlow> flows) =>
    [
        ["country", "on the way, in stock or on a shelf", "in trailers", "items with an excursion", "loads made here", "loads bought here"],
        .. stocks.Select((stock, country) => (IReadOnlyList<string>)
        [
            $"{stock.Country.Name} ({stock.Country.Code})",
            Whole(stock.Items),
            stock.OnTheWay.ToString("P1", CultureInfo.InvariantCulture),
            Whole(figures.Excursions(country: country).Value),
            Whole(flows.Where(flow => flow.From == country).Sum(flow => flow.Loads)),
            Whole(flows.Where(flow => flow.To == country).Sum(flow => flow.Loads)),
        ]),
    ];

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
