using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Tracks;

/// <summary>One tag along the track after its channels were joined: a unit phasor and an amplitude a place.</summary>
/// <param name="Places">Distinct antenna places, in a fixed order.</param>
/// <param name="Signal">u·√a a place: u = e^{−jφ} at the middle of the band, a the amplitude over its root mean square.</param>
internal sealed record TrackSignal(Position[] Places, Complex[] Signal)
{
    /// <summary>‖y‖².</summary>
    public double Energy
    {
        get
        {
            double sum = 0;
            foreach (Complex y in Signal)
            {
                sum += y.Real * y.Real + y.Imaginary * y.Imaginary;
            }

            return sum;
        }
    }
}

/// <summary>
/// Joins the channels of a tag. Cable, reader and tag give every channel a phase offset of its own that is the same at all
/// places; the offsets are estimated by alternating between them and the places' common phasors, and taken away. Over a
/// band of a few megahertz what remains differs between channels by 2(k − k₀)(d − d̄), a few hundredths of a radian, whose mean is zero
/// in the middle of the band.
/// </summary>
internal static class ChannelCollapse
{
    private const int Rounds = 20;

    /// <summary>The joined signal; places that share no channel with the main body of places are left out.</summary>
    public static TrackSignal Join(IReadOnlyList<TrackPoint> points)
    {
        Position[] places = [.. points.Select(p => p.Antenna).Distinct().OrderBy(p => p.X).ThenBy(p => p.Y).ThenBy(p => p.Z)];
        double[] channels = [.. points.Select(p => p.FrequencyHz).Distinct().Order()];
        (Complex[,] phasors, double[,] amplitudes) = Tabulate(points, places, channels);
        Complex[] rotation = Align(phasors);
        var keptPlaces = new List<Position>(places.Length);
        var units = new List<Complex>(places.Length);
        var levels = new List<double>(places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            Complex sum = default;
            double level = 0;
            int count = 0;
            for (int j = 0; j < channels.Length; j++)
            {
                if (phasors[i, j] != default && rotation[j] != default)
                {
                    sum += phasors[i, j] * rotation[j];
                    level += amplitudes[i, j];
                    count++;
                }
            }

            if (count > 0 && Complex.Abs(sum) > 1e-9)
            {
                keptPlaces.Add(places[i]);
                units.Add(sum / Complex.Abs(sum));
                levels.Add(level / count);
            }
        }

        double rootMeanSquare = Math.Sqrt(levels.Sum(a => a * a) / Math.Max(1, levels.Count));
        return new TrackSignal([.. keptPlaces], [.. units.Select((u, i) => u * Math.Sqrt(levels[i] / rootMeanSquare))]);
    }

    private static (Complex[,] Phasors, double[,] Amplitudes) Tabulate(IReadOnlyList<TrackPoint> points, Position[] places, double[] channels)
    {
        Dictionary<Position, int> row = [];
        for (int i = 0; i < places.Length; i++)
        {
            row[places[i]] = i;
        }

        var phasors = new Complex[places.Length, channels.Length];
        var amplitudes = new double[places.Length, channels.Length];
        var reads = new long[places.Length, channels.Length];
        double strongest = points.Count == 0 ? 0 : points.Max(p => p.RssiDbm);
        foreach (TrackPoint point in points)
        {
            int i = row[point.Antenna], j = Array.BinarySearch(channels, point.FrequencyHz);
            phasors[i, j] += point.Reads * Complex.FromPolarCoordinates(1, -point.PhaseRadians);
            amplitudes[i, j] += point.Reads * Math.Pow(10, (point.RssiDbm - strongest) / 20);
            reads[i, j] += point.Reads;
        }

        for (int i = 0; i < places.Length; i++)
        {
            for (int j = 0; j < channels.Length; j++)
            {
                double length = Complex.Abs(phasors[i, j]);
                phasors[i, j] = length > 1e-9 * reads[i, j] ? phasors[i, j] / length : default;
                amplitudes[i, j] /= Math.Max(1, reads[i, j]);
            }
        }

        return (phasors, amplitudes);
    }

    /// <summary>One unit rotation a channel that makes the channels agree; zero for a channel that can't be tied to the others.</summary>
    private static Complex[] Align(Complex[,] phasors)
    {
        int places = phasors.GetLength(0), channels = phasors.GetLength(1);
        var rotation = new Complex[channels];
        if (channels == 0)
        {
            return rotation;
        }

        var common = new Complex[places];
        var shared = new int[channels];
        rotation[Busiest(phasors)] = Complex.One;
        for (int placed = 1; placed < channels; placed++)
        {
            Common(phasors, rotation, common);
            int next = -1, most = 0;
            for (int j = 0; j < channels; j++)
            {
                shared[j] = rotation[j] != default ? 0 : Count(phasors, j, common);
                if (shared[j] > most)
                {
                    (next, most) = (j, shared[j]);
                }
            }

            if (next < 0)
            {
                break;
            }

            rotation[next] = Rotation(phasors, next, common);
        }

        for (int round = 0; round < Rounds; round++)
        {
            Common(phasors, rotation, common);
            for (int j = 0; j < channels; j++)
            {
                rotation[j] = rotation[j] == default ? default : Rotation(phasors, j, common);
            }
        }

        return rotation;
    }

    private static int Busiest(Complex[,] phasors)
    {
        int best = 0, most = -1;
        for (int j = 0; j < phasors.GetLength(1); j++)
        {
            int count = 0;
            for (int i = 0; i < phasors.GetLength(0); i++)
            {
                count += phasors[i, j] != default ? 1 : 0;
            }

            if (count > most)
            {
                (best, most) = (j, count);
            }
        }

        return best;
    }

    private static void Common(Complex[,] phasors, Complex[] rotation, Complex[] common)
    {
        for (int i = 0; i < common.Length; i++)
        {
            Complex sum = default;
            for (int j = 0; j < rotation.Length; j++)
            {
                sum += phasors[i, j] * rotation[j];
            }

            common[i] = Unit(sum);
        }
    }

    private static int Count(Complex[,] phasors, int channel, Complex[] common)
    {
        int count = 0;
        for (int i = 0; i < common.Length; i++)
        {
            count += phasors[i, channel] != default && common[i] != default ? 1 : 0;
        }

        return count;
    }

    private static Complex Rotation(Complex[,] phasors, int channel, Complex[] common)
    {
        Complex sum = default;
        for (int i = 0; i < common.Length; i++)
        {
            sum += Complex.Conjugate(phasors[i, channel]) * common[i];
        }

        Complex unit = Unit(sum);
        return unit == default ? Complex.One : unit;
    }

    private static Complex Unit(Complex value)
    {
        double length = Complex.Abs(value);
        return length > 1e-9 ? value / length : default;
    }
}
