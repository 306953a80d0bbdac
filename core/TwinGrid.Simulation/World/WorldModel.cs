using TwinGrid.Simulation.Fidelity;
using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.World;

/// <summary>
/// A world: its seed, its parameters and the few tables that follow from them. Whatever is asked of it is computed from these;
/// it never changes and holds nothing of its objects, however many there are.
/// </summary>
public sealed class WorldModel
{
    /// <summary>Waves in one round of the classes of a centre.</summary>
    public const int PatternLength = 20;

    /// <summary>Most objects of a world: what the numbers of its blocks and of its tags hold.</summary>
    public const long MostObjects = 2_000_000_000_000;

    /// <summary>Seconds of a day.</summary>
    public const int SecondsPerDay = 86_400;

    private readonly int[] _transit;
    private readonly ClassFigures[] _classes;
    private readonly int[] _centreEnds;
    private readonly byte[] _centreCountries;
    private readonly byte[] _factoryCountries;
    private readonly byte[] _goods;
    private readonly byte[] _sequencePlaces;
    private readonly Dealing _lanes;
    private readonly int[] _errors;

    /// <summary>Makes a world.</summary>
    /// <param name="seed">Everything that is random follows from it.</param>
    /// <param name="objects">How many objects it holds at least, 1 to <see cref="MostObjects"/>; rounded up to whole waves.</param>
    /// <param name="parameters">Its parameters.</param>
    public WorldModel(ulong seed, long objects, WorldParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(objects, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(objects, MostObjects);
        Seed = seed;
        Parameters = parameters;
        Waves = (objects + Numbering.ItemsPerWave - 1) / Numbering.ItemsPerWave;
        Centres = (int)Math.Max((Waves + parameters.WavesPerCentre - 1) / parameters.WavesPerCentre,
            Math.Min(parameters.FewestCentres, (Waves + PatternLength - 1) / PatternLength));
        Sequences = (int)((Waves + Centres - 1) / Centres);
        Factories = (Centres * Numbering.LoadsPerWave + parameters.LanesPerFactory - 1) / parameters.LanesPerFactory;
        CensusSecond = (parameters.CensusDay + LeadDays) * SecondsPerDay;
        WavePeriod = (double)parameters.Days * SecondsPerDay / Sequences;
        _centreEnds = Ends([.. parameters.Countries.Select(country => country.Buys)], Centres);
        _centreCountries = CountryOfEach(_centreEnds);
        _factoryCountries = CountryOfEach(Ends([.. parameters.Countries.Select(country => country.Makes)], Factories));
        _transit = Transits(parameters.Countries);
        (_goods, _sequencePlaces) = Patterns(seed, Centres, parameters.Classes);
        _lanes = new Dealing((long)Factories * parameters.LanesPerFactory, Philox.Block(seed, 0, (uint)Purpose.Lanes));
        Air = new Climate(seed, parameters.Countries, parameters.Epoch.DayOfYear - LeadDays, parameters.Days + 2 * LeadDays);
        RegionParameters regions = parameters.Regions;
        _classes = [.. parameters.Classes.Select(goods =>
            new ClassFigures(goods, RegionTables.Shipped.LinkOf(goods.Device, goods.Surroundings).MissAt(regions.PortalMetres).Value))];
        _errors = [.. RegionTables.Shipped.Localization.At(regions.AnchorsPerMetre, regions.TagsPerSquareMetre).Quantiles
            .Select(quantile => (int)Math.Round(quantile.Value * 1e5))];
    }

    /// <summary>Days before the first wave's arrival at which the world's seconds begin: the longest way takes less.</summary>
    public const int LeadDays = 60;

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The parameters.</summary>
    public WorldParameters Parameters { get; }

    /// <summary>Waves of the world.</summary>
    public long Waves { get; }

    /// <summary>Objects of the world: those of all its waves.</summary>
    public long Objects => Waves * Numbering.ItemsPerWave;

    /// <summary>Cases of the world.</summary>
    public long Cases => Waves * Numbering.CasesPerWave;

    /// <summary>Distribution centres, each with eight hubs of sixteen shops.</summary>
    public int Centres { get; }

    /// <summary>Waves of a centre at most.</summary>
    public int Sequences { get; }

    /// <summary>Factories.</summary>
    public int Factories { get; }

    /// <summary>When the census is taken, seconds since the world began.</summary>
    public int CensusSecond { get; }

    /// <summary>Seconds between two waves of one centre.</summary>
    public double WavePeriod { get; }

    /// <summary>The air outside.</summary>
    public Climate Air { get; }

    /// <summary>The classes of goods, prepared for counting.</summary>
    public IReadOnlyList<ClassFigures> Classes => _classes;

    /// <summary>Errors of located positions, hundredths of a millimetre: sixteen equally likely ones, rising, from the localization table.</summary>
    public ReadOnlySpan<int> LocationErrors => _errors;

    /// <summary>The time of a second of this world.</summary>
    public DateTimeOffset TimeOf(int second) => Parameters.Epoch.AddDays(-LeadDays).AddSeconds(second);

    /// <summary>The centre of a wave.</summary>
    public int CentreOf(long wave) => (int)(wave % Centres);

    /// <summary>Which of its centre's waves a wave is, from zero.</summary>
    public int SequenceOf(long wave) => (int)(wave / Centres);

    /// <summary>The country of a centre.</summary>
    public int CountryOfCentre(int centre) => _centreCountries[centre];

    /// <summary>First centre of a country, and the first after it.</summary>
    public (int Start, int End) CentresOf(int country) => (country == 0 ? 0 : _centreEnds[country - 1], _centreEnds[country]);

    /// <summary>The country of a factory.</summary>
    public int CountryOfFactory(int factory) => _factoryCountries[factory];

    /// <summary>The factory that fills a load of each of a centre's waves, and which of the factory's lanes that is.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="load">Which of a wave's loads, 0 to 7.</param>
    public (int Factory, int Lane) FactoryOf(int centre, int load)
    {
        (long factory, long lane) = Math.DivRem(_lanes.Forward((long)centre * Numbering.LoadsPerWave + load), Parameters.LanesPerFactory);
        return ((int)factory, (int)lane);
    }

    /// <summary>The centre and the load that a lane of a factory supplies, or null where the lane stands empty.</summary>
    public (int Centre, int Load)? LaneOf(int factory, int lane)
    {
        long place = _lanes.Inverse((long)factory * Parameters.LanesPerFactory + lane);
        return place < (long)Centres * Numbering.LoadsPerWave
            ? ((int)(place / Numbering.LoadsPerWave), (int)(place % Numbering.LoadsPerWave))
            : null;
    }

    /// <summary>The class of goods of a wave.</summary>
    public int ClassOf(int centre, int sequence) => _goods[centre * PatternLength + sequence % PatternLength];

    /// <summary>Which of the twenty waves of a centre's round takes a place in the pattern of classes.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="place">The place, 0 to 19: the classes stand there in order, each as often as its twentieths say.</param>
    public int SequencePlaceOf(int centre, int place) => _sequencePlaces[centre * PatternLength + place];

    /// <summary>Seconds that a trailer takes as planned from one country to another.</summary>
    public int TransitSeconds(int from, int to) => _transit[from * Parameters.Countries.Count + to];

    /// <summary>One class of goods, without a detour.</summary>
    internal ClassFigures FiguresOf(int goods) => _classes[goods];

    /// <summary>The random words of a thing for a purpose.</summary>
    internal PhiloxBlock Words(Purpose purpose, long number) => Philox.Block(Seed, (ulong)number, (uint)purpose);

    /// <summary>For each centre, the classes of its twenty waves, and the wave of each place of the pattern of classes.</summary>
    private static (byte[] Goods, byte[] SequencePlaces) Patterns(ulong seed, int centres, IReadOnlyList<ProductClass> classes)
    {
        byte[] pattern = [.. classes.SelectMany((goods, index) => Enumerable.Repeat((byte)index, goods.Twentieths))];
        byte[] goods = new byte[centres * PatternLength], places = new byte[centres * PatternLength];
        for (int centre = 0; centre < centres; centre++)
        {
            Dealing order = new(PatternLength, Philox.Block(seed, (ulong)centre, (uint)Purpose.Centre));
            for (int sequence = 0; sequence < PatternLength; sequence++)
            {
                int place = (int)order.Forward(sequence);
                goods[centre * PatternLength + sequence] = pattern[place];
                places[centre * PatternLength + place] = (byte)sequence;
            }
        }

        return (goods, places);
    }

    /// <summary>Six hours and 600 km a day on the road up to 3,000 km; four days and 700 km a day by sea beyond.</summary>
    private static int[] Transits(IReadOnlyList<Country> countries)
    {
        var transit = new int[countries.Count * countries.Count];
        for (int from = 0; from < countries.Count; from++)
        {
            for (int to = 0; to < countries.Count; to++)
            {
                double distance = Math.Max(300, countries[from].KilometresTo(countries[to]));
                double days = distance <= 3000 ? 0.25 + distance / 600 : 4 + distance / 700;
                transit[from * countries.Count + to] = (int)(days * SecondsPerDay);
            }
        }

        return transit;
    }

    /// <summary>Shares a number of places out by weight: where each one's places end.</summary>
    private static int[] Ends(double[] weights, int places)
    {
        double total = weights.Sum(), sum = 0;
        return [.. weights.Select(weight => (int)Math.Round(places * (sum += weight) / total))];
    }

    private static byte[] CountryOfEach(int[] ends)
    {
        var countries = new byte[ends[^1]];
        for (int country = 0; country < ends.Length; country++)
        {
            countries.AsSpan(country == 0 ? 0 : ends[country - 1], ends[country] - (country == 0 ? 0 : ends[country - 1])).Fill((byte)country);
        }

        return countries;
    }
}
