using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Live;

/// <summary>
/// A wave, or its first cases, as it is lived through: what its tags give in any span of time. The trips of the wave are worked out once;
/// all else is computed anew for each span. Safe for several threads.
/// </summary>
public sealed class LiveWave
{
    /// <summary>Seconds between two readings of a logger.</summary>
    public const int LoggerSeconds = 1800;

    private const int FewestWaves = 8;
    private readonly Lives _lives;
    private readonly WavePlan _plan;
    private readonly Haul[] _hauls;
    private readonly Delivery[] _deliveries;

    /// <summary>Opens a wave.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="wave">Number of the wave.</param>
    /// <param name="cases">How many of its cases take part, from the first; 1 to all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such wave, or not so many cases in it.</exception>
    public LiveWave(Lives lives, long wave, int cases = Numbering.CasesPerWave)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentOutOfRangeException.ThrowIfNegative(wave);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(wave, lives.World.Waves);
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cases, Numbering.CasesPerWave);
        (_lives, Wave, Cases) = (lives, wave, cases);
        WavePlan plan = lives.Planner.Wave(wave);
        _hauls = [.. Enumerable.Range(0, Numbering.LoadsPerWave).Select(truck => lives.Planner.Truck(plan, truck))];
        _deliveries =
        [
            .. Enumerable.Range(0, Numbering.VansPerWave).Select(van => lives.Planner.Van(plan, van, _hauls[van / Numbering.VansPerTruck].Truck.Arrived)),
        ];
        _plan = plan;
    }

    /// <summary>Number of the wave.</summary>
    public long Wave { get; }

    /// <summary>Cases that take part.</summary>
    public int Cases { get; }

    /// <summary>Items that take part.</summary>
    public int Items => Cases * Numbering.ItemsPerCase;

    /// <summary>Number of its first item.</summary>
    public long FirstItem => Wave * Numbering.ItemsPerWave;

    /// <summary>The centre it passes through.</summary>
    public int Centre => _plan.Centre;

    /// <summary>Number of the class of its goods.</summary>
    public int GoodsIndex => _plan.Goods;

    /// <summary>The class of its goods.</summary>
    public ClassFigures Goods => _lives.World.Classes[_plan.Goods];

    /// <summary>Numbers of the items that carry a logger; none where the goods travel at the temperature of the day.</summary>
    public IEnumerable<long> Loggers => Enumerable.Range(0, Cases)
        .Where(place => CaseReads.HasLogger(Wave * Numbering.CasesPerWave + place, Goods))
        .Select(place => FirstItem + (long)place * Numbering.ItemsPerCase + CaseReads.LoggerSlot);

    /// <summary>Fills in what its tags and loggers give in [from, to).</summary>
    /// <param name="from">First second.</param>
    /// <param name="to">The second after the last.</param>
    /// <param name="reads">Emptied, then filled with the reads by time, place and item.</param>
    /// <param name="readings">Emptied, then filled with the loggers' readings by time and item.</param>
    public void Between(int from, int to, List<ItemRead> reads, List<ItemReading> readings)
    {
        ArgumentNullException.ThrowIfNull(reads);
        ArgumentNullException.ThrowIfNull(readings);
        reads.Clear();
        readings.Clear();
        for (int place = 0; place < Cases; place++)
        {
            int dealt = (int)_plan.Dealing.Forward(place);
            PhiloxBlock words = _lives.World.Words(Purpose.Case, Wave * Numbering.CasesPerWave + place);
            CaseFacts theCase = _lives.Assemble(
                _plan, place, dealt, _hauls[dealt / Numbering.CasesPerLoad], _deliveries[dealt / Numbering.CasesPerVan], words);
            CaseReads.AddReads(_lives, theCase, from, to, reads);
            CaseReads.AddReadings(_lives, theCase, from, to, readings);
        }

        reads.Sort(static (one, other) => one.Second != other.Second ? one.Second.CompareTo(other.Second)
            : one.Reader != other.Reader ? one.Reader.CompareTo(other.Reader)
            : one.Place != other.Place ? one.Place.CompareTo(other.Place)
            : one.Item.CompareTo(other.Item));
        readings.Sort(static (one, other) => one.Second != other.Second ? one.Second.CompareTo(other.Second) : one.Item.CompareTo(other.Item));
    }

    /// <summary>Most items that can be lived through at a time: a wave at each centre.</summary>
    public static long MostItems(WorldModel world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return (long)world.Centres * Numbering.ItemsPerWave;
    }

    /// <summary>
    /// The waves that reach their centres next after the census, one at each of some centres evenly spread over the world: so many that they
    /// hold as many items as wanted, and eight at least. Of each only so many of its first cases as are wanted.
    /// </summary>
    /// <param name="lives">The world.</param>
    /// <param name="items">Items wanted, 1 to <see cref="MostItems"/>; rounded up to whole cases.</param>
    public static IReadOnlyList<LiveWave> AfterCensus(Lives lives, long items)
    {
        ArgumentNullException.ThrowIfNull(lives);
        WorldModel world = lives.World;
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, MostItems(world));
        long cases = (items + Numbering.ItemsPerCase - 1) / Numbering.ItemsPerCase;
        int count = (int)Math.Max((cases + Numbering.CasesPerWave - 1) / Numbering.CasesPerWave, Math.Min(FewestWaves, Math.Min(cases, world.Centres)));
        int next = (int)((long)world.Parameters.CensusDay * WorldModel.SecondsPerDay / world.WavePeriod) + 1;
        var waves = new LiveWave[count];
        for (int index = 0; index < count; index++)
        {
            int centre = (int)((long)index * world.Centres / count);

            // A centre's last wave, where the next would come after the end of the world.
            long last = (world.Waves - 1 - centre) / world.Centres;
            long wave = Math.Min(next, last) * world.Centres + centre;
            waves[index] = new LiveWave(lives, wave, (int)((index + 1) * cases / count - index * cases / count));
        }

        return waves;
    }
}
