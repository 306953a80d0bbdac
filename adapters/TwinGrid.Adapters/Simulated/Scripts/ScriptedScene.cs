using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Signal;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Adapters.Simulated.Scripts;

/// <summary>
/// A reader with fixed antennas that exists only as physics, among things that go where a script says: power falls with the fourth
/// power of the distance and fades from read to read, the phase is that of the way there and back at the channel in use, and what
/// is too weak is not read. Tags with sensors report beside. One batch an inventory, in order of time; the same seed, the same reads.
/// </summary>
public sealed class ScriptedScene : IObservationSource
{
    private const double FirstChannelHz = 902.75e6, ChannelStepHz = 0.5e6, LeastDistance = 0.3;
    private const double PhaseNoise = 0.1;
    private const int Channels = 50;
    private readonly ScriptOptions _options;
    private readonly ImmutableArray<AntennaPlan> _antennas;
    private readonly ImmutableArray<ScriptedThing> _things;

    /// <summary>A scene.</summary>
    /// <param name="name">Name of the source.</param>
    /// <param name="options">The reader and the air.</param>
    /// <param name="antennas">Antennas of the reader.</param>
    /// <param name="things">What goes about.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ScriptedScene(string name, ScriptOptions options, IEnumerable<AntennaPlan> antennas, IEnumerable<ScriptedThing> things)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (Name, _options, _antennas, _things) = (name, options, [.. antennas], [.. things]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var random = new SeededRandom(_options.Seed);
        var reads = ImmutableArray.CreateBuilder<PhaseRead>();
        var readings = ImmutableArray.CreateBuilder<SensorRead>();
        long sequence = 0, inventories = (long)Math.Ceiling(_options.Length / _options.InventoryPeriod);
        for (long inventory = 0; inventory < inventories; inventory++)
        {
            TimeSpan time = inventory * _options.InventoryPeriod;
            double frequency = FirstChannelHz + ChannelStepHz * (random.NextBits() % Channels);
            foreach (ScriptedThing thing in _things)
            {
                if (thing.PlaceAt(time) is { } place)
                {
                    sequence = Read(thing.Tag, place, time, frequency, random, sequence, reads);
                }

                if (thing.IsSensor && time.Ticks % _options.ReadingPeriod.Ticks < _options.InventoryPeriod.Ticks)
                {
                    readings.Add(Reading(thing, time, ++sequence));
                }
            }

            if (reads.Count + readings.Count > 0)
            {
                yield return new ObservationBatch([], reads.DrainToImmutable(), [], readings.DrainToImmutable());
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    private long Read(string tag, Position place, TimeSpan time, double frequency, SeededRandom random, long sequence, ImmutableArray<PhaseRead>.Builder reads)
    {
        double wavelength = Hertz.SpeedOfLight / frequency, atOneMetre = LinkBudget.PathLoss(1, wavelength);
        foreach (AntennaPlan antenna in _antennas)
        {
            double distance = Math.Max(LeastDistance, antenna.Place.DistanceTo(place));
            double power = _options.PowerAtOneMetreDbm - 2 * (LinkBudget.PathLoss(distance, wavelength) - atOneMetre) + _options.FadingDb * random.NextGaussian();
            if (power < _options.SensitivityDbm)
            {
                continue;
            }

            double phase = AngleMath.Wrap(4 * Math.PI * distance / wavelength + PhaseNoise * random.NextGaussian());
            reads.Add(new PhaseRead(
                new ObservationId(Name, ++sequence), _options.Start + time, tag, antenna.Place, frequency, phase, 1, 1, Math.Round(power, 1), antenna.Port));
        }

        return sequence;
    }

    private SensorRead Reading(ScriptedThing thing, TimeSpan time, long sequence)
    {
        double[] shocks = [.. thing.Shocks.Where(shock => shock.At <= time && shock.At > time - _options.ReadingPeriod).Select(shock => shock.Value)];
        return new SensorRead(
            new ObservationId(Name, sequence),
            _options.Start + time,
            thing.Tag,
            ScriptedValue.Of(thing.Temperature, time),
            ScriptedValue.Of(thing.Humidity, time),
            thing.Shocks.Count == 0 ? null : shocks.DefaultIfEmpty(0).Max());
    }
}
