using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>The cases of one class of goods that go to one country: how many they are, and any one of them with equal chance.</summary>
public sealed class Stratum
{
    private readonly WorldModel _world;
    private readonly int _number;
    private readonly int _firstCentre;
    private readonly int _centres;
    private readonly int _rounds;
    private readonly int _firstPlace;

    private Stratum(WorldModel world, int country, int goods)
    {
        _world = world;
        (Country, Goods) = (country, goods);
        _number = country * world.Classes.Count + goods;
        (_firstCentre, int end) = world.CentresOf(country);
        _centres = end - _firstCentre;
        _rounds = (world.Sequences + WorldModel.PatternLength - 1) / WorldModel.PatternLength;
        _firstPlace = world.Classes.Take(goods).Sum(figures => figures.Goods.Twentieths);
        Cases = CountWaves() * Numbering.CasesPerWave;
    }

    /// <summary>The country.</summary>
    public int Country { get; }

    /// <summary>The class.</summary>
    public int Goods { get; }

    /// <summary>How many cases it holds.</summary>
    public long Cases { get; }

    /// <summary>The strata of a world that hold anything.</summary>
    public static IReadOnlyList<Stratum> Of(WorldModel world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return [.. Enumerable.Range(0, world.Parameters.Countries.Count)
            .SelectMany(country => Enumerable.Range(0, world.Classes.Count).Select(goods => new Stratum(world, country, goods)))
            .Where(stratum => stratum.Cases > 0)];
    }

    /// <summary>A case drawn with equal chance; the same index gives the same case.</summary>
    /// <param name="seed">The sample's seed.</param>
    /// <param name="index">Which of the sample's cases.</param>
    public long Draw(ulong seed, long index)
    {
        // Centres with a wave less than others and places past the last round are drawn too and drawn anew.
        for (uint attempt = 0; ; attempt++)
        {
            ulong high = (uint)Purpose.Sample | ((ulong)attempt << 32);
            PhiloxBlock words = Philox.Block(seed, (ulong)index | ((ulong)_number << 48), high);
            int centre = _firstCentre + (int)(((ulong)words.X0 * (ulong)_centres) >> 32);
            int round = (int)(((ulong)words.X1 * (ulong)_rounds) >> 32);
            int place = _firstPlace + (int)(((ulong)words.X2 * (ulong)_world.FiguresOf(Goods).Goods.Twentieths) >> 32);
            long wave = WaveAt(centre, round, place);
            if (wave >= 0)
            {
                return wave * Numbering.CasesPerWave + (long)(((ulong)words.X3 * Numbering.CasesPerWave) >> 32);
            }
        }
    }

    private long CountWaves()
    {
        long waves = 0;
        for (int centre = _firstCentre; centre < _firstCentre + _centres; centre++)
        {
            for (int place = _firstPlace; place < _firstPlace + _world.FiguresOf(Goods).Goods.Twentieths; place++)
            {
                // All rounds but the last are whole.
                waves += _rounds - 1 + (WaveAt(centre, _rounds - 1, place) >= 0 ? 1 : 0);
            }
        }

        return waves;
    }

    private long WaveAt(int centre, int round, int place)
    {
        long sequence = (long)round * WorldModel.PatternLength + _world.SequencePlaceOf(centre, place), wave = sequence * _world.Centres + centre;
        return sequence < _world.Sequences && wave < _world.Waves ? wave : -1;
    }
}
