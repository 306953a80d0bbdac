using System.Numerics;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>
/// A monitored area of 5 m × 5 m at 915 MHz: one transmitting antenna, up to four receiving ones along the walls, tagged objects,
/// and scatterers whose echoes make phases depend on more than the distance.
/// </summary>
/// <remarks>
/// A tag's channel to receiver a is g(transmitter)·g(a), where g sums the direct ray and an echo from each scatterer. All antennas
/// hear the same reply, so a profile costs one slot whatever their number.
/// </remarks>
internal sealed class MovingScene
{
    private const double Side = 5;
    private const double WaveNumber = 2 * Math.PI / (299_792_458.0 / 915e6);
    private const double EchoCoefficient = 0.15;
    private const int Scatterers = 6;
    private const double ShortestLength = 7620, LengthRange = 70;

    private static readonly Vector3 Transmitter = new(2.5f, 0, 2);
    private static readonly Vector3[] Receivers = [new(0.5f, 0, 2), new(5, 3, 2), new(0, 4, 2), new(2.5f, 5, 2)];

    private readonly Vector3[] _scatterers;
    private readonly int _antennas;

    /// <summary>Places objects at random.</summary>
    /// <param name="objects">Number of objects.</param>
    /// <param name="tagsPerObject">Tags on each, within 5 cm of its centre.</param>
    /// <param name="antennas">Receiving antennas, 1 to 4.</param>
    /// <param name="random">Source of places and lengths.</param>
    public MovingScene(int objects, int tagsPerObject, int antennas, SeededRandom random)
    {
        _antennas = antennas;
        _scatterers = [.. Enumerable.Range(0, Scatterers).Select(_ => Point(random, 0, Side, 0, 3))];
        TagsPerObject = tagsPerObject;
        Centres = [.. Enumerable.Range(0, objects).Select(_ => Point(random, 0.5, Side - 0.5, 0.3, 1.7))];
        Offsets = [.. Enumerable.Range(0, objects * tagsPerObject).Select(_ => Point(random, -0.05, 0.05, -0.05, 0.05))];
        Lengths = [.. Offsets.Select(_ => ShortestLength + LengthRange * random.NextUniform())];
    }

    /// <summary>Largest number of receiving antennas.</summary>
    public static int MostAntennas => Receivers.Length;

    /// <summary>Tags on each object; tag i is on object i / TagsPerObject.</summary>
    public int TagsPerObject { get; }

    /// <summary>The objects' places in metres.</summary>
    public Vector3[] Centres { get; }

    /// <summary>Each tag's place on its object.</summary>
    public Vector3[] Offsets { get; }

    /// <summary>Each tag's true reply length in samples.</summary>
    public double[] Lengths { get; }

    /// <summary>All tags.</summary>
    public int Tags => Offsets.Length;

    /// <summary>
    /// Moves an object by 5 cm to 1 m in any horizontal direction and turns it by up to 15° about the vertical.
    /// </summary>
    public void Move(int item, SeededRandom random)
    {
        double distance = random.NextUniform(0.05, 1), direction = random.NextUniform(0, 2 * Math.PI);
        double turn = random.NextUniform(-15, 15) * Math.PI / 180;
        Centres[item] += new Vector3((float)(distance * Math.Cos(direction)), (float)(distance * Math.Sin(direction)), 0);
        var rotation = Matrix4x4.CreateRotationZ((float)turn);
        for (int tag = item * TagsPerObject; tag < (item + 1) * TagsPerObject; tag++)
        {
            Offsets[tag] = Vector3.Transform(Offsets[tag], rotation);
        }
    }

    /// <summary>A tag's true phases, one an antenna, in radians.</summary>
    public double[] Phases(int tag)
    {
        Vector3 place = Centres[tag / TagsPerObject] + Offsets[tag];
        Complex forward = Ray(place, Transmitter);
        return [.. Receivers.Take(_antennas).Select(receiver => (forward * Ray(place, receiver)).Phase)];
    }

    private Complex Ray(Vector3 tag, Vector3 antenna)
    {
        double direct = Vector3.Distance(tag, antenna);
        Complex sum = Complex.FromPolarCoordinates(1 / direct, -WaveNumber * direct);
        foreach (Vector3 scatterer in _scatterers)
        {
            double detour = (double)Vector3.Distance(tag, scatterer) + Vector3.Distance(scatterer, antenna);
            sum += Complex.FromPolarCoordinates(EchoCoefficient / detour, -WaveNumber * detour);
        }

        return sum;
    }

    private static Vector3 Point(SeededRandom random, double low, double high, double bottom, double top) =>
        new((float)random.NextUniform(low, high), (float)random.NextUniform(low, high), (float)random.NextUniform(bottom, top));
}
