using System.Globalization;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Reports;

/// <summary>A country on the map of densities.</summary>
/// <param name="Country">The country.</param>
/// <param name="Items">Items bought there that have left their factories and aren't sold.</param>
/// <param name="OnTheWay">Share of them that is in trailers on the way to a distribution centre.</param>
internal sealed record CountryStock(Country Country, double Items, double OnTheWay);

/// <summary>The map of the world by density: a circle for each country, as large as what is on its way to people there.</summary>
internal static class DensityMap
{
    private const double MostRadius = 32, LeastRadius = 1.5, LegendHeight = 76;

    /// <summary>The countries' stocks, from what was counted or estimated.</summary>
    public static IReadOnlyList<CountryStock> Stocks(WorldModel world, CensusFigures figures) =>
    [
        .. world.Parameters.Countries.Select((country, index) =>
        {
            double items = Enumerable.Range((int)Stage.Trailer, Stage.Shelf - Stage.Trailer + 1).Sum(stage => figures.InStage((Stage)stage, index).Value);
            return new CountryStock(country, items, items > 0 ? figures.InStage(Stage.Trailer, index).Value / items : 0);
        }),
    ];

    /// <summary>A circle's radius in pixels: its area goes with the value.</summary>
    /// <param name="value">The value, zero or above.</param>
    /// <param name="most">The largest value of all.</param>
    public static double Radius(double value, double most) => most > 0 ? Math.Max(LeastRadius, MostRadius * Math.Sqrt(value / most)) : LeastRadius;

    /// <summary>Draws the map with its legend.</summary>
    public static string Draw(IReadOnlyList<CountryStock> stocks)
    {
        WorldMap map = new([.. stocks.Select(stock => stock.Country)]);
        double most = stocks.Max(stock => stock.Items), height = map.Bottom + LegendHeight;
        CountryStock first = stocks.MaxBy(stock => stock.Items)!;
        var svg = new Svg(WorldMap.Width, height, "Map of the world by density", string.Create(
            CultureInfo.InvariantCulture,
            $"{stocks.Count} countries at their latitude and longitude; the largest circle is {first.Country.Name} with {BigNumber.Text(first.Items)} items."));
        AxisScale shares = AxisScale.Around(stocks.Select(stock => 100 * stock.OnTheWay), null, null, isLogarithmic: false);
        ColourScale colours = new(shares, ColourScale.Neutral);
        map.Draw(svg);

        // The large ones first: the small ones beside them stay in sight.
        foreach (CountryStock stock in stocks.OrderByDescending(stock => stock.Items))
        {
            svg.Circle(
                WorldMap.X(stock.Country.Longitude),
                map.Y(stock.Country.Latitude),
                Radius(stock.Items, most),
                $"fill:{colours.Of(100 * stock.OnTheWay)};fill-opacity:.85;stroke:Canvas",
                string.Create(CultureInfo.InvariantCulture, $"{stock.Country.Name}: {BigNumber.Text(stock.Items)} items, {100 * stock.OnTheWay:0.0} % of them in trailers"));
        }

        foreach (CountryStock stock in stocks)
        {
            map.Letters(svg, stock.Country);
        }

        colours.Legend(svg, 56, height - 40, 360, "share in trailers, %", AxisScale.Label);
        Sizes(svg, most, 500, height - 36);
        return svg.ToString();
    }

    /// <summary>Circles of two round sizes.</summary>
    private static void Sizes(Svg svg, double most, double left, double middle)
    {
        double round = most > 0 ? Math.Pow(10, Math.Floor(Math.Log10(most))) : 1;
        foreach (double size in new[] { round, round / 10 })
        {
            double radius = Radius(size, most);
            svg.Circle(left + radius, middle, radius, "fill:none;stroke:currentColor");
            svg.Text(left + 2 * radius + 8, middle + 4, $"{BigNumber.Text(size)} items", "start", "fill:currentColor");
            left += 2 * radius + 130;
        }
    }
}
