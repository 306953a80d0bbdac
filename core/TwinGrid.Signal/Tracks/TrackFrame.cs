using TwinGrid.Model;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// Coordinates of the track: along its best-fit line, and away from it on the side that is searched. A place of the box
/// nearer to the line than a quarter of a wavelength isn't searched: the field of an antenna isn't a far field there.
/// </summary>
internal sealed class TrackFrame
{
    private readonly double _originX;
    private readonly double _originY;
    private readonly double _alongX;
    private readonly double _alongY;
    private readonly SearchBox _bounds;

    private TrackFrame(double originX, double originY, double alongX, double alongY, SearchBox bounds, double nearest)
    {
        (_originX, _originY, _alongX, _alongY, _bounds) = (originX, originY, alongX, alongY, bounds);
        double middle = Away((bounds.Low.X + bounds.High.X) / 2, (bounds.Low.Y + bounds.High.Y) / 2);
        if (middle < 0)
        {
            (_alongX, _alongY) = (-alongX, -alongY);
        }

        Span<double> along = stackalloc double[4], away = stackalloc double[4];
        for (int corner = 0; corner < 4; corner++)
        {
            double x = (corner & 1) == 0 ? bounds.Low.X : bounds.High.X, y = (corner & 2) == 0 ? bounds.Low.Y : bounds.High.Y;
            along[corner] = Along(x, y);
            away[corner] = Away(x, y);
        }

        along.Sort();
        away.Sort();
        (LowAlong, HighAlong) = (along[0], along[3]);
        Nearest = Math.Min(nearest, away[3] / 2);
        (LowAway, HighAway) = (Math.Max(away[0], Nearest), away[3]);
    }

    /// <summary>Smallest distance from the line that is searched.</summary>
    public double Nearest { get; }

    /// <summary>The rectangle in track coordinates that holds the searched part of the box.</summary>
    public double LowAlong { get; }

    /// <inheritdoc cref="LowAlong"/>
    public double HighAlong { get; }

    /// <inheritdoc cref="LowAlong"/>
    public double LowAway { get; }

    /// <inheritdoc cref="LowAlong"/>
    public double HighAway { get; }

    /// <summary>The frame of a set of antenna places: total least squares in the horizontal plane.</summary>
    public static TrackFrame Fit(IReadOnlyCollection<Position> places, SearchBox bounds, double nearest)
    {
        double x = places.Average(p => p.X), y = places.Average(p => p.Y), xx = 0, xy = 0, yy = 0;
        foreach (Position place in places)
        {
            double dx = place.X - x, dy = place.Y - y;
            (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
        }

        (double sin, double cos) = Math.SinCos(0.5 * Math.Atan2(2 * xy, xx - yy));
        return new TrackFrame(x, y, cos, sin, bounds, nearest);
    }

    /// <summary>Coordinate along the line.</summary>
    public double Along(double x, double y) => (x - _originX) * _alongX + (y - _originY) * _alongY;

    /// <summary>Distance from the line, positive on the side that is searched.</summary>
    public double Away(double x, double y) => (y - _originY) * _alongX - (x - _originX) * _alongY;

    /// <summary>The place of the site, at the height of the box, with given coordinates of the track.</summary>
    public Position ToSite(double along, double away) =>
        new(_originX + along * _alongX - away * _alongY, _originY + along * _alongY + away * _alongX, _bounds.Low.Z);

    /// <summary>A covariance of (along, away) in coordinates of the site.</summary>
    public PositionCovariance ToSite(double alongAlong, double alongAway, double awayAway)
    {
        double c = _alongX, s = _alongY;
        return new PositionCovariance(
            c * c * alongAlong - 2 * c * s * alongAway + s * s * awayAway,
            c * s * (alongAlong - awayAway) + (c * c - s * s) * alongAway,
            s * s * alongAlong + 2 * c * s * alongAway + c * c * awayAway);
    }

    /// <summary>True when the box holds the place and the line isn't too near, with a little room for rounding.</summary>
    public bool Holds(double along, double away) => away >= Nearest - 1e-9 && _bounds.Holds(ToSite(along, away), 2, 1e-9);

    /// <summary>Brings a place into the box and off the line.</summary>
    public void Confine(ref double along, ref double away)
    {
        Position place = ToSite(along, away);
        if (!_bounds.Holds(place, 2, 0))
        {
            double x = Math.Clamp(place.X, _bounds.Low.X, _bounds.High.X), y = Math.Clamp(place.Y, _bounds.Low.Y, _bounds.High.Y);
            (along, away) = (Along(x, y), Away(x, y));
        }

        away = Math.Max(away, Nearest);
    }
}
