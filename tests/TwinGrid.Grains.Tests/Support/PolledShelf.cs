using TwinGrid.Model;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>
/// A shelf of objects with three tags each, polled by one reader with three antennas. Phases at rest are drawn once; a moved
/// object's tags shift together at every antenna.
/// </summary>
public sealed class PolledShelf
{
    public const int Objects = 12, TagsOfAnObject = 3, Tags = Objects * TagsOfAnObject, Antennas = 3;
    private const double Noise = 0.07, LengthNoise = 1.5;
    private readonly Random _random = new(4242);
    private readonly Dictionary<string, double[]> _phases = [];
    private readonly Dictionary<string, double> _lengths = [];
    private long _cycles;

    public PolledShelf()
    {
        foreach (string tag in Enumerable.Range(0, Objects).SelectMany(TagsOf))
        {
            _phases[tag] = [.. Enumerable.Range(0, Antennas).Select(_ => 2 * Math.PI * _random.NextDouble())];
            _lengths[tag] = 7620 + 70 * _random.NextDouble();
        }
    }

    public static string NameOf(int number) => $"box-{number:D2}";

    public static IEnumerable<string> TagsOf(int number) => Enumerable.Range(0, TagsOfAnObject).Select(tag => $"{NameOf(number)}-tag-{tag}");

    /// <summary>Binds the tags to their objects.</summary>
    public static async Task BindAsync(TwinHouse house)
    {
        for (int number = 0; number < Objects; number++)
        {
            foreach (string tag in TagsOf(number))
            {
                await house.Region.Bind(tag, NameOf(number)).Soon();
            }
        }
    }

    /// <summary>Moves an object: one shift an antenna, the same for its tags but for some degrees.</summary>
    public void Move(int number)
    {
        double[] shifts = [1.7, -2.2, 0.9];
        foreach (string tag in TagsOf(number))
        {
            for (int antenna = 0; antenna < Antennas; antenna++)
            {
                _phases[tag][antenna] += shifts[antenna] + 0.1 * Gaussian();
            }
        }
    }

    /// <summary>One cycle of all objects but some.</summary>
    public PollingCycle Cycle(PollingPurpose purpose, params int[] without)
    {
        _cycles++;
        CycleReply[] replies = [.. Enumerable.Range(0, Objects).Except(without).SelectMany(TagsOf).Select(tag => Reply(purpose, tag))];
        _random.Shuffle(replies);
        return new PollingCycle(new ObservationId("polls", _cycles), Measured.At(_cycles), purpose, [.. replies]);
    }

    /// <summary>The same as a batch of its own.</summary>
    public ObservationBatch Batch(PollingPurpose purpose, params int[] without) => ObservationBatch.Of([Cycle(purpose, without)]);

    private CycleReply Reply(PollingPurpose purpose, string tag) => new(
        purpose == PollingPurpose.Inventory ? tag : "",
        [.. _phases[tag].Select(phase => phase + Noise * Gaussian())],
        [.. Enumerable.Repeat(Noise, Antennas)],
        _lengths[tag] + LengthNoise * Gaussian(),
        LengthNoise);

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
