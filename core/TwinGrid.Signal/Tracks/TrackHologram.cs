using TwinGrid.Model;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// The plain hologram of one tag (Tagoram, Yang et al. 2014, without its weights): how well the phases along the track
/// add up at a place, every channel with an unknown offset of its own. The baseline of <see cref="TrackLocalization"/>:
/// it knows nothing of amplitudes, of antenna patterns or of other tags.
/// </summary>
public static class TrackHologram
{
    private const double SpeedOfLight = 299_792_458;

    /// <summary>Cells of the coarse grid that are looked at closely.</summary>
    private const int Refined = 30;

    /// <summary>score(x, y) = Σ_channels |Σᵢ e^{j(φᵢ − 2k·dᵢ)}| over the points, on a grid at the height of the low corner.</summary>
    /// <param name="points">The points of one tag.</param>
    /// <param name="bounds">The area.</param>
    /// <param name="step">Distance of cells in metres, above zero.</param>
    /// <exception cref="ArgumentException">No points, a point that is not a reading, a bad box or step, or more than 2²⁴ cells.</exception>
    public static PlanarField Evaluate(IReadOnlyList<TrackPoint> points, SearchBox bounds, double step)
    {
        ArgumentNullException.ThrowIfNull(points);
        TrackGuard.Points([points], nameof(points));
        TrackGuard.Box(bounds, nameof(bounds));
        double columns = Math.Floor((bounds.High.X - bounds.Low.X) / step + 1e-9) + 1;
        double rows = Math.Floor((bounds.High.Y - bounds.Low.Y) / step + 1e-9) + 1;
        if (points.Count == 0 || !(step > 0 && columns * rows <= 1 << 24))
        {
            throw new ArgumentException(FormattableString.Invariant($"expected points, a positive step and up to 2^24 cells, found {points.Count} points, step {step} m and {columns} x {rows} cells"));
        }

        TrackPoint[][] channels = ByChannel(points);
        var values = new double[(int)columns * (int)rows];
        int cell = 0;
        for (int r = 0; r < (int)rows; r++)
        {
            for (int c = 0; c < (int)columns; c++)
            {
                values[cell++] = Score(channels, new Position(bounds.Low.X + c * step, bounds.Low.Y + r * step, bounds.Low.Z));
            }
        }

        return new PlanarField(bounds.Low, step, (int)columns, (int)rows, values);
    }

    /// <summary>
    /// The place of the highest score, coarse to fine: a grid of three steps, then each of its best cells a step at a time.
    /// Three steps must be well below the width of a lobe, about a tenth of a wavelength.
    /// </summary>
    /// <inheritdoc cref="Evaluate" path="/param|/exception"/>
    public static Position Peak(IReadOnlyList<TrackPoint> points, SearchBox bounds, double step)
    {
        PlanarField coarse = Evaluate(points, bounds, 3 * step);
        double[] scores = coarse.Values.ToArray();
        int[] cells = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, cells);
        TrackPoint[][] channels = ByChannel(points);
        (double Score, Position Place) best = (double.NegativeInfinity, default);
        foreach (int cell in cells[^Math.Min(Refined, cells.Length)..])
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    var place = new Position(
                        Math.Clamp(coarse.Origin.X + cell % coarse.Columns * coarse.Step + dx * step, bounds.Low.X, bounds.High.X),
                        Math.Clamp(coarse.Origin.Y + cell / coarse.Columns * coarse.Step + dy * step, bounds.Low.Y, bounds.High.Y),
                        coarse.Origin.Z);
                    double score = Score(channels, place);
                    best = score > best.Score ? (score, place) : best;
                }
            }
        }

        return best.Place;
    }

    private static TrackPoint[][] ByChannel(IReadOnlyList<TrackPoint> points) =>
        [.. points.GroupBy(p => p.FrequencyHz).OrderBy(g => g.Key).Select(g => g.ToArray())];

    private static double Score(TrackPoint[][] channels, Position place)
    {
        double score = 0;
        foreach (TrackPoint[] channel in channels)
        {
            double twice = 4 * Math.PI * channel[0].FrequencyHz / SpeedOfLight;
            double re = 0, im = 0;
            foreach (ref readonly TrackPoint point in channel.AsSpan())
            {
                (double sin, double cos) = Math.SinCos(point.PhaseRadians - twice * place.DistanceTo(point.Antenna));
                re += cos;
                im += sin;
            }

            score += Math.Sqrt(re * re + im * im);
        }

        return score;
    }
}
