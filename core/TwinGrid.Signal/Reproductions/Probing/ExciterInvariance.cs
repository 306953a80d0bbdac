using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>
/// Ahmad et al., section 6.3 and Fig. 10: two tags stay where they are while the exciter moves to six places. The phase of one
/// direction follows the exciter's channels; the tag-to-tag phase doesn't. All in degrees.
/// </summary>
/// <param name="OneDirection">Mean Θ̂ of one direction at each place, relative to the first place.</param>
/// <param name="Channel">Mean θ̂₁₂ at each place, relative to the channel's true phase with its multipath.</param>
/// <param name="Noise">Standard deviation of such a mean from probing noise alone.</param>
public sealed record ExciterInvariance(IReadOnlyList<double> OneDirection, IReadOnlyList<double> Channel, double Noise)
{
    private const double Degrees = 180 / Math.PI, Distance = 0.8;
    private const int Repeats = 50;

    /// <summary>Largest difference of the one-direction phase between two places.</summary>
    public double OneDirectionSpread => OneDirection.Max(a => OneDirection.Max(b => Math.Abs(AngleMath.WrapTo(a - b, 360))));

    /// <summary>Standard deviation of the tag-to-tag phase over the places.</summary>
    public double ChannelSpread
    {
        get
        {
            double mean = Channel.Average();
            return Math.Sqrt(Channel.Sum(value => (value - mean) * (value - mean)) / (Channel.Count - 1));
        }
    }

    /// <summary>Moves the exciter in one laboratory.</summary>
    /// <param name="seed">Seed of its scatterers and noise.</param>
    public static ExciterInvariance Measure(ulong seed)
    {
        var rail = new Rail(seed);
        Position[] places = [rail.Opposite, new(-1.5, 2, 1.5), new(5.5, 2, 1.5), new(2, 5.5, 1.5), new(-1, -1, 2), new(5, 5, 1)];
        double truth = rail.ChannelPhase(Distance);
        double[] oneDirection = new double[places.Length], channel = new double[places.Length];
        for (int place = 0; place < places.Length; place++)
        {
            Complex direction = Complex.Zero, between = Complex.Zero;
            for (int repeat = 0; repeat < Repeats; repeat++)
            {
                RailReading reading = rail.Probe(Distance, places[place]);
                direction += Complex.FromPolarCoordinates(1, reading.Forward);
                between += Complex.FromPolarCoordinates(1, 2 * (reading.Exact - truth));
            }

            oneDirection[place] = direction.Phase * Degrees;
            channel[place] = between.Phase / 2 * Degrees;
        }

        return new ExciterInvariance(
            [.. oneDirection.Select(value => AngleMath.WrapTo(value - oneDirection[0], 360))], channel, rail.Noise(Distance) * Degrees / Math.Sqrt(Repeats));
    }
}
