using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

/// <summary>Refuses inputs that can't be readings or places.</summary>
internal static class TrackGuard
{
    /// <summary>Widest spread of channels, relative to their middle, whose phases can still be moved to one frequency.</summary>
    private const double WidestBand = 0.05;

    /// <exception cref="ArgumentException">A point is not a reading, or the channels don't belong to one band.</exception>
    public static void Points(IReadOnlyList<IReadOnlyList<TrackPoint>> tags, string name)
    {
        double lowest = double.PositiveInfinity, highest = 0;
        for (int tag = 0; tag < tags.Count; tag++)
        {
            if (tags[tag] is null)
            {
                throw new ArgumentException(FormattableString.Invariant($"expected a list of points for tag {tag}, found null"), name);
            }

            foreach (TrackPoint point in tags[tag])
            {
                bool numbers = double.IsFinite(point.Antenna.X + point.Antenna.Y + point.Antenna.Z) && double.IsFinite(point.PhaseRadians);
                bool ranges = point.FrequencyHz is > 1e6 and < 1e12 && point.RssiDbm is > -300 and < 300 && point.Reads >= 1;
                if (!numbers || !ranges)
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"expected finite places and phases, 1 MHz to 1 THz, -300 to 300 dBm and one or more reads, found {point} of tag {tag}"), name);
                }

                lowest = Math.Min(lowest, point.FrequencyHz);
                highest = Math.Max(highest, point.FrequencyHz);
            }
        }

        if (highest > lowest * (1 + WidestBand))
        {
            throw new ArgumentException(FormattableString.Invariant($"expected channels of one band, within 5 %, found {lowest} to {highest} Hz"), name);
        }
    }

    /// <exception cref="ArgumentException">The box is not finite or turned inside out.</exception>
    public static void Box(SearchBox bounds, string name)
    {
        bool finite = double.IsFinite(bounds.Low.DistanceTo(bounds.High));
        if (!finite || !(bounds.Low.X < bounds.High.X && bounds.Low.Y < bounds.High.Y))
        {
            throw new ArgumentException($"expected a finite box with its low corner below its high corner in x and y, found {bounds}", name);
        }
    }
}
