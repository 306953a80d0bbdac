using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Signal.Tests.Tracks;

/// <summary>
/// What a reader would report along a metre of track: the slow and obvious form of the model, and on top of it what the
/// solver doesn't know of (noise, a wave scattered by a thing behind the tags).
/// </summary>
internal sealed record Walk
{
    private const double SpeedOfLight = 299_792_458;

    public static readonly SearchBox Box = new(new(-0.2, 0.2), new(1.2, 1.6));

    public static readonly Complex Coupling = new(0.6, -0.35);

    public required Position[] Tags { get; init; }

    public Position[] Places { get; init; } = [.. Enumerable.Range(0, 41).Select(i => new Position(0.025 * i, 0))];

    public double[] Channels { get; init; } = [921.125e6, 922.125e6, 923.125e6];

    public double Noise { get; init; } = 0.05;

    public double Multipath { get; init; }

    public ulong Seed { get; init; } = 1;

    public static Position[] Row(int count, double spacing, double distance) =>
        [.. Enumerable.Range(0, count).Select(i => new Position(0.5 + spacing * (i - (count - 1) / 2.0), distance + 0.03 * (i % 3 - 1)))];

    /// <summary>(I − αG)⁻¹e by a general solver, one column a place.</summary>
    public static Complex[,] Fields(Position[] tags, Position[] places, double waveNumber, Complex coupling)
    {
        Matrix<Complex> system = Matrix<Complex>.Build.Dense(tags.Length, tags.Length, (t, u) => t == u ? Complex.One : -coupling * Green(waveNumber * tags[t].DistanceTo(tags[u])));
        Matrix<Complex> direct = Matrix<Complex>.Build.Dense(tags.Length, places.Length, (t, a) =>
        {
            double distance = tags[t].DistanceTo(places[a]);
            return (tags[t].Y - places[a].Y) / (distance * distance) * Complex.FromPolarCoordinates(1, -waveNumber * distance);
        });
        return system.Solve(direct).ToArray();
    }

    public TrackScene Scene()
    {
        var random = new SeededRandom(Seed);
        var lists = Tags.Select(_ => new List<TrackPoint>()).ToArray();
        var behind = new Position(0.3, 1.9);
        double[] tagOffset = [.. Tags.Select(_ => random.NextUniform(0, 6.28))];
        foreach (double channel in Channels)
        {
            double k = 2 * Math.PI * channel / SpeedOfLight, channelOffset = random.NextUniform(0, 6.28);
            Complex[,] fields = Fields(Tags, Places, k, Coupling);
            for (int t = 0; t < Tags.Length; t++)
            {
                for (int a = 0; a < Places.Length; a++)
                {
                    double detour = Places[a].DistanceTo(behind) + behind.DistanceTo(Tags[t]);
                    Complex field = fields[t, a] + Multipath * Complex.FromPolarCoordinates(1 / detour, -k * detour);
                    Complex signal = field * field * Complex.FromPolarCoordinates(1, tagOffset[t] + channelOffset);
                    double phase = -signal.Phase + Noise * random.NextGaussian();
                    double level = -50 + 20 * Math.Log10(signal.Magnitude) + 5 * Noise * random.NextGaussian();
                    lists[t].Add(new TrackPoint(Places[a], channel, AngleMath.Modulo(phase, 2 * Math.PI), level, 3));
                }
            }
        }

        return new TrackScene(lists, Box);
    }

    public static TrackScene Change(TrackScene scene, Func<int, TrackPoint, TrackPoint?> change) => scene with
    {
        Tags = [.. scene.Tags.Select((points, t) => (IReadOnlyList<TrackPoint>)[.. points.Select(p => change(t, p)).Where(p => p is not null).Select(p => p!.Value)])],
    };

    private static Complex Green(double kr) =>
        Complex.FromPolarCoordinates(1 / kr, -kr) * (1 - Complex.ImaginaryOne / kr - 1 / (kr * kr));
}
