namespace TwinGrid.Cli.Reports;

/// <summary>The way of an arc over a flat map of a round world.</summary>
internal static class FlowArc
{
    private const int Steps = 32;

    /// <summary>How far the middle of an arc stands off the straight line, as a share of its length.</summary>
    private const double Bend = 0.1;

    /// <summary>
    /// An arc the shorter way round, which bends to the left of its direction so that there and back are told apart. Where it leaves
    /// the map at one side it goes on at the other: each piece is a line of its own.
    /// </summary>
    /// <param name="from">Where it starts, degrees.</param>
    /// <param name="to">Where it ends.</param>
    /// <returns>Pieces with longitudes from -180 to 180.</returns>
    public static IReadOnlyList<IReadOnlyList<(double Longitude, double Latitude)>> Between((double Longitude, double Latitude) from, (double Longitude, double Latitude) to)
    {
        double east = Math.IEEERemainder(to.Longitude - from.Longitude, 360), north = to.Latitude - from.Latitude;
        List<List<(double, double)>> pieces = [[]];
        (double Longitude, double Latitude) last = from;
        double turn = Turn(from.Longitude);
        for (int step = 0; step <= Steps; step++)
        {
            double share = (double)step / Steps, bend = 4 * Bend * share * (1 - share);
            (double Longitude, double Latitude) next = (from.Longitude + share * east - bend * north, from.Latitude + share * north + bend * east);
            double now = Turn(next.Longitude);
            if (now != turn)
            {
                double edge = 360 * Math.Max(now, turn) - 180;
                double latitude = double.Lerp(last.Latitude, next.Latitude, (edge - last.Longitude) / (next.Longitude - last.Longitude));
                pieces[^1].Add((edge - 360 * turn, latitude));
                pieces.Add([(edge - 360 * now, latitude)]);
                turn = now;
            }

            pieces[^1].Add((next.Longitude - 360 * turn, next.Latitude));
            last = next;
        }

        return pieces;
    }

    /// <summary>How many times round the world a longitude lies from the map.</summary>
    private static double Turn(double longitude) => Math.Floor((longitude + 180) / 360);
}
