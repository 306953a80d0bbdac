using System.Xml.Linq;
using TwinGrid.Cli.Reports;
using TwinGrid.Cli.Simulate;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Tests;

public class CensusPictureTests
{
    private static readonly WorldModel World = new(3, 20_000_000, WorldParameters.Default);
    private static readonly CensusFigures Counted = Count();

    [Theory]
    [InlineData(199_680, "199,680")]
    [InlineData(999_600_000, "1 billion")]
    [InlineData(1_234_567_890, "1.23 billion")]
    [InlineData(12_345_678, "12.3 million")]
    [InlineData(345_678_900_000, "346 billion")]
    [InlineData(1_000_000_197_120, "1 trillion")]
    public void Large_figures_have_three_digits_and_a_name(double value, string expected) => Assert.Equal(expected, BigNumber.Text(value));

    [Fact]
    public void Colours_run_from_the_first_stop_to_the_last_and_letters_stay_readable()
    {
        ColourScale scale = new(new AxisScale(10, 1000, IsLogarithmic: true), [0xffffff, 0x808080, 0x000000]);
        Assert.Equal(["#ffffff", "#ffffff", "#808080", "#000000", "#000000"], new double[] { 1, 10, 100, 1000, 1e9 }.Select(scale.Of));
        Assert.Equal(("#000", "#fff"), (scale.InkOn(10), scale.InkOn(1000)));
        Assert.Equal("#404040", new ColourScale(new AxisScale(0, 1), [0, 0x808080]).Of(0.5));
    }

    [Fact]
    public void A_map_has_degrees_of_one_length_and_holds_every_country()
    {
        Country[] countries = [.. WorldParameters.Default.Countries, WorldParameters.Default.Countries[0] with { Latitude = -75 }];
        WorldMap map = new(countries);
        Assert.Equal(WorldMap.X(10) - WorldMap.X(0), map.Y(0) - map.Y(10), 1e-9);
        Assert.All(countries, country => Assert.InRange(WorldMap.X(country.Longitude), WorldMap.X(-180), WorldMap.X(180)));
        Assert.All(countries, country => Assert.InRange(map.Y(country.Latitude), 10, map.Bottom - 25));
    }

    [Fact]
    public void A_circle_of_four_times_the_items_is_twice_as_wide()
    {
        Assert.Equal(2, DensityMap.Radius(400, 1000) / DensityMap.Radius(100, 1000), 1e-12);
        Assert.True(DensityMap.Radius(1000, 1000) > DensityMap.Radius(0, 1000) && DensityMap.Radius(0, 0) > 0);
    }

    [Fact]
    public void Stocks_add_up_to_what_has_left_the_factories_and_isn_t_sold()
    {
        IReadOnlyList<CountryStock> stocks = DensityMap.Stocks(World, Counted);
        Assert.Equal(Counted.InChain().Value - Counted.InStage(Stage.Factory).Value, stocks.Sum(stock => stock.Items));
        Assert.Equal(Counted.InStage(Stage.Trailer).Value, stocks.Sum(stock => stock.Items * stock.OnTheWay), 1e-3);
    }

    [Fact]
    public void An_arc_goes_the_shorter_way_and_on_at_the_other_side_of_the_map()
    {
        IReadOnlyList<IReadOnlyList<(double Longitude, double Latitude)>> pieces = FlowArc.Between((105, 35), (-98, 39));
        Assert.Equal(2, pieces.Count);
        Assert.Equal(((105.0, 35.0), 180.0, -180.0), (pieces[0][0], pieces[0][^1].Longitude, pieces[1][0].Longitude));
        Assert.Equal(pieces[0][^1].Latitude, pieces[1][0].Latitude);
        Assert.Equal((-98.0, 39.0), (pieces[1][^1].Longitude, pieces[1][^1].Latitude));
        Assert.All(pieces.SelectMany(piece => piece), point => Assert.InRange(point.Longitude, -180, 180));
        Assert.True(pieces[0][^1].Longitude > pieces[0][0].Longitude);
    }

    [Fact]
    public void Arcs_there_and_back_bend_to_different_sides()
    {
        IReadOnlyList<(double Longitude, double Latitude)> there = Assert.Single(FlowArc.Between((0, 40), (100, 40))), back = Assert.Single(FlowArc.Between((100, 40), (0, 40)));
        Assert.Equal((50.0, 50.0), (there[there.Count / 2].Longitude, there[there.Count / 2].Latitude));
        Assert.Equal((50.0, 30.0), (back[back.Count / 2].Longitude, back[back.Count / 2].Latitude));
    }

    [Fact]
    public void The_largest_flows_between_countries_are_drawn_and_the_rest_is_counted()
    {
        TradeFlow[] flows = [new(0, 0, 5000), .. Enumerable.Range(1, FlowMap.MostArcs + 10).Select(country => new TradeFlow(country, 0, 100))];
        IReadOnlyList<TradeFlow> drawn = FlowMap.Drawn(flows);
        Assert.Equal(flows[1..(FlowMap.MostArcs + 1)], drawn);
        Assert.Contains("50.0 % of all 12,000 loads. Not drawn: 41.7 % stay in their country, and 10 smaller flows carry 8.3 %", FlowMap.Caption(flows), StringComparison.Ordinal);
        Assert.Equal(2, FlowMap.Stroke(800, 1000) / FlowMap.Stroke(400, 1000), 1e-12);
        Assert.True(FlowMap.Stroke(1, 1_000_000) > 0.1);
    }

    [Fact]
    public void A_grid_holds_each_excursion_once_with_the_worst_above()
    {
        ExcursionGrid grid = ExcursionGrid.Of(World, Counted);
        ILookup<string, Stratum> strata = Stratum.Of(World).Where(stratum => World.Classes[stratum.Goods].IsCooled)
            .ToLookup(stratum => World.Parameters.Countries[stratum.Country].Name);
        double Items(string country) => strata[country].Sum(stratum => stratum.Cases * 24.0);
        Assert.Equal(Counted.Limited, strata.Sum(country => Items(country.Key)));
        Assert.Equal(Counted.Excursions().Value, grid.Rows.Sum(row => row.Total.Value * Items(row.Name) / 1e6), 1e-3);
        Assert.All(grid.Rows, row => Assert.Equal(row.Total.Value, row.Rates.Sum(rate => rate.Value), 1e-6));
        Assert.Equal(grid.Rows.OrderByDescending(row => row.Total.Value), grid.Rows);
        Assert.Equal(8, grid.Causes.Distinct().Count());
    }

    [Theory]
    [InlineData(5, 1, true, false)]
    [InlineData(1, 1, true, true)]
    [InlineData(0, 0, true, true)]
    [InlineData(0, 0, false, false)]
    public void A_cell_is_hatched_where_a_sample_s_interval_holds_zero(double rate, double error, bool isSample, bool expected) =>
        Assert.Equal(expected, HeatMap.IsUncertain(new Estimate(rate, error), isSample));

    [Fact]
    public void Sizes_grow_by_one_factor_from_the_least_to_the_most()
    {
        Assert.Equal([1000L, 10_000L, 100_000L, 1_000_000L], CensusStudy.Sizes(1000, 1_000_000, 4));
        Assert.Equal([500L], CensusStudy.Sizes(500, 400, 8));
        Assert.Equal([3L, 4L], CensusStudy.Sizes(3, 4, 8));
    }

    [Fact]
    public void The_line_of_full_counts_goes_on_at_the_largest_one_s_rate()
    {
        Chart chart = CensusCharts.Costs([new TimedSize(1e6, 0.5), new TimedSize(1e8, 1)], [new TimedSize(1e6, 2), new TimedSize(1e12, 3)]);
        ChartSeries line = Assert.Single(chart.Series, series => series.Mark == ChartMark.Bound);
        Assert.Equal([(1e8, 1.0), (1e12, 1e4)], line.Points.Select(point => (point.X, point.Y)));
        Assert.Contains("took 2.0 to 3.0 s", chart.Caption, StringComparison.Ordinal);
        Assert.Contains("100 M objects/s, to 2.8 hours for", chart.Caption, StringComparison.Ordinal);
        Assert.Equal(2, CensusCharts.Costs([new TimedSize(1e6, 0.5)], []).Series.Count);
    }

    [Fact]
    public void Error_bars_stand_at_their_sizes_beside_what_was_counted()
    {
        Chart chart = CensusCharts.Errors([new SampleSize(100, new Estimate(0.2, 0.1)), new SampleSize(10_000, new Estimate(0.12, 0.005))], new Estimate(0.1, 0), isFull: true);
        Assert.Equal([100.0, 10_000.0], chart.Series[0].Points.Select(point => point.X));
        Assert.Equal(20 + 10 * Estimate.TwoSided95, chart.Series[0].Points[0].High!.Value, 1e-9);
        Assert.All(chart.Series[1].Points, point => Assert.Equal(10, point.Y, 1e-12));
        Assert.Contains("; 1 of 2 hold the dashed line, which is what was counted", chart.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_well_formed_and_say_what_they_show()
    {
        ChartSeries angular = new("a < b & 'c'", ChartMark.Dots, [new ChartPoint(1, 2)]);
        string[] pictures =
        [
            DensityMap.Draw(DensityMap.Stocks(World, Counted)),
            FlowMap.Draw(World.Parameters.Countries, TradeFlow.Of(World)),
            HeatMap.Draw(ExcursionGrid.Of(World, Counted), isSample: true),
            HeatMap.Draw(ExcursionGrid.Of(World, Counted), isSample: false),
            ChartPicture.Draw(new Chart("less < more", "this & that", new ChartAxis("x"), new ChartAxis("y"), [angular])),
        ];
        foreach (string picture in pictures)
        {
            XElement root = XDocument.Parse(picture).Root!;
            Assert.Equal(["title", "desc"], root.Elements().Take(2).Select(element => element.Name.LocalName));
            Assert.All(root.Elements().Take(2), element => Assert.NotEmpty(element.Value));
            Assert.DoesNotContain("NaN", picture, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", picture, StringComparison.Ordinal);
        }

        int Hatches(int picture) => XDocument.Parse(pictures[picture]).Descendants().Count(element => element.Name.LocalName == "line");
        Assert.True(Hatches(2) > 10);
        Assert.Equal(0, Hatches(3));
    }

    private static CensusFigures Count()
    {
        CensusSweep sweep = new(new Lives(World), 1);
        sweep.Advance(long.MaxValue, CancellationToken.None);
        return new CensusFigures(World, sweep.Tally);
    }
}
