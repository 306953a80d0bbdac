using System.Globalization;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Reports;

/// <summary>
/// The frame of a map of the world: an equirectangular projection, on which degrees are equally long, with lines of latitude and
/// longitude to find one's way by. There are no coasts: the world knows the middles of its countries and nothing else of their shape.
/// </summary>
internal sealed class WorldMap
{
    /// <summary>Width of the picture.</summary>
    public const double Width = 960;

    private const double Left = 36, Right = 8, Top = 6, Degrees = (Width - Left - Right) / 360, Apart = 30;
    private readonly double _south, _north;

    /// <summary>A map that holds some countries, and at least the latitudes in which most people live.</summary>
    public WorldMap(IReadOnlyList<Country> countries)
    {
        _south = Math.Max(-90, Math.Min(-48, countries.Min(country => country.Latitude) - 12));
        _north = Math.Min(90, Math.Max(72, countries.Max(country => country.Latitude) + 12));
    }

    /// <summary>Where the map ends below, its labels included.</summary>
    public double Bottom => Y(_south) + 20;

    /// <summary>Horizontal place of a longitude in degrees east.</summary>
    public static double X(double longitude) => Left + (longitude + 180) * Degrees;

    /// <summary>Vertical place of a latitude in degrees north.</summary>
    public double Y(double latitude) => Top + (_north - latitude) * Degrees;

    /// <summary>Draws the frame and the lines.</summary>
    public void Draw(Svg svg)
    {
        const string Label = "fill:currentColor;font-size:11px;opacity:.75";
        for (double longitude = -180; longitude <= 180; longitude += Apart)
        {
            svg.Line(X(longitude), Y(_north), X(longitude), Y(_south), Line(longitude));
            svg.Text(X(longitude), Y(_south) + 14, Name(longitude, 'E', 'W'), Math.Abs(longitude) < 180 ? "middle" : longitude < 0 ? "start" : "end", Label);
        }

        for (double latitude = Math.Ceiling(_south / Apart) * Apart; latitude <= _north; latitude += Apart)
        {
            svg.Line(X(-180), Y(latitude), X(180), Y(latitude), Line(latitude));
            svg.Text(Left - 5, Y(latitude) + 4, Name(latitude, 'N', 'S'), "end", Label);
        }

        svg.Rectangle(X(-180), Y(_north), X(180) - X(-180), Y(_south) - Y(_north), "fill:none;stroke:#8888");
    }

    /// <summary>A country's letters over its place, with a rim in the page's colour so that they can be read over anything.</summary>
    public void Letters(Svg svg, Country country) => svg.Text(
        X(country.Longitude),
        Y(country.Latitude) + 4,
        country.Code,
        "middle",
        "fill:currentColor;font-size:11px;font-weight:600;paint-order:stroke;stroke:Canvas;stroke-width:2.5px;stroke-linejoin:round");

    private static string Line(double degrees) => degrees == 0 ? "stroke:#8889;stroke-width:1.2" : "stroke:#8885;stroke-width:.8";

    private static string Name(double degrees, char above, char below) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Abs(degrees):0}°{(degrees > 0 && degrees < 180 ? above.ToString() : degrees < 0 && degrees > -180 ? below.ToString() : "")}");
}
