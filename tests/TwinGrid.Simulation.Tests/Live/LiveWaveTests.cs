using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.Live;

public class LiveWaveTests
{
    private const int Day = WorldModel.SecondsPerDay, SomeCases = 300;

    private static Lives World(Hazards? hazards = null) => new(new WorldModel(
        5, 1_000_000_000_000, WorldParameters.Default with { Hazards = hazards ?? WorldParameters.Default.Hazards }));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    public void The_reads_of_a_span_are_those_that_the_census_counts(int days)
    {
        Lives lives = World();
        LiveWave wave = LiveWave.AfterCensus(lives, SomeCases * Numbering.ItemsPerCase)[0];
        int from = lives.World.CensusSecond + days * Day, to = from + 2 * Day;
        (List<ItemRead> reads, List<ItemReading> readings) = ([], []);
        wave.Between(from, to, reads, readings);
        ILookup<long, ItemRead> byItem = reads.ToLookup(read => read.Item);
        int all = 0;
        foreach ((CaseFacts theCase, ItemFacts item, long number) in Items(lives, wave))
        {
            // The census counts the read of a till that falls on its own second, a span leaves it to the next.
            int expected = ReadRounds.Count(theCase, item, from, to, wave.Goods).Recent
                - (item.End == ItemEnd.Sold && item.EndsAt == to && ReadRounds.IsRead(item, ReadRounds.Till, wave.Goods.MissedBelow) ? 1 : 0);
            Assert.Equal(expected, byItem[number].Count());
            all += expected;
        }

        Assert.Equal(all, reads.Count);
        Assert.NotEqual(0, all);
        Assert.All(reads, read => Assert.InRange(read.Second, from, to - 1));
    }

    [Fact]
    public void Spans_one_after_the_other_give_what_the_whole_gives_in_order_of_time()
    {
        Lives lives = World();
        LiveWave wave = LiveWave.AfterCensus(lives, 50 * Numbering.ItemsPerCase)[0];
        int from = lives.World.CensusSecond, to = from + 6 * Day;
        (List<ItemRead> whole, List<ItemReading> wholeReadings, List<ItemRead> part, List<ItemReading> partReadings) = ([], [], [], []);
        wave.Between(from, to, whole, wholeReadings);
        var parts = new List<ItemRead>();
        var readings = new List<ItemReading>();
        for (int second = from; second < to; second += Day / 2)
        {
            wave.Between(second, second + Day / 2, part, partReadings);
            parts.AddRange(part);
            readings.AddRange(partReadings);
        }

        Assert.Equal(whole, parts);
        Assert.Equal(wholeReadings, readings);
        Assert.Equal(whole.Select(read => read.Second).Order(), whole.Select(read => read.Second));
    }

    [Fact]
    public void Reads_name_the_places_of_their_case()
    {
        Lives lives = World();
        LiveWave wave = LiveWave.AfterCensus(lives, SomeCases * Numbering.ItemsPerCase)[0];
        (List<ItemRead> reads, List<ItemReading> readings) = ([], []);
        wave.Between(lives.World.CensusSecond - 20 * Day, lives.World.CensusSecond + 20 * Day, reads, readings);
        Assert.Equal(Enum.GetValues<ReaderKind>(), reads.Select(read => read.Reader).Distinct().Order());
        Assert.All(reads, read =>
        {
            CaseFacts theCase = lives.Case(Numbering.CaseOf(read.Item));
            int expected = read.Reader switch
            {
                ReaderKind.FactoryOut => theCase.LoadIndex,
                ReaderKind.HubIn or ReaderKind.HubOut => theCase.TruckIndex,
                ReaderKind.CentreIn or ReaderKind.CentreOut or ReaderKind.CentreRounds => 0,
                _ => theCase.VanIndex,
            };
            Assert.Equal(expected, read.Place);
        });
    }

    [Fact]
    public void A_logger_reads_between_the_bounds_that_the_census_finds_and_comes_near_the_peak()
    {
        Lives lives = World(WorldParameters.Default.Hazards with { TrailerUnit = new Hazard(0.9, 2000, 300), TruckUnit = new Hazard(0.9, 900, 300) });
        LiveWave wave = LiveWave.AfterCensus(lives, 4_000_000).First(one => one.Goods.IsCooled);
        int from = lives.World.CensusSecond - 40 * Day, to = lives.World.CensusSecond + 40 * Day;
        (List<ItemRead> reads, List<ItemReading> readings) = ([], []);
        wave.Between(from, to, reads, readings);
        ILookup<long, ItemReading> byItem = readings.ToLookup(reading => reading.Item);
        Assert.Equal(wave.Loggers.Where(logger => byItem[logger].Any()), byItem.Select(item => item.Key).Order());
        double largest = 0;
        foreach (long logger in wave.Loggers)
        {
            CaseFacts theCase = lives.Case(Numbering.CaseOf(logger));
            ItemFacts item = lives.Item(theCase, 0);
            Exposure exposure = Exposure.Of(theCase, item, to, wave.Goods);
            foreach (ItemReading reading in byItem[logger])
            {
                Assert.InRange(reading.Celsius, exposure.LowestCelsius - 0.001, exposure.HighestCelsius + 0.001);
                Assert.InRange(reading.Second, Math.Max(from, theCase.Made), item.EndsAt - 1);
            }

            largest = Math.Max(largest, byItem[logger].Max(reading => reading.Celsius) - exposure.HighestCelsius);
            Assert.Equal(0, byItem[logger].Zip(byItem[logger].Skip(1), (one, other) => other.Second - one.Second - LiveWave.LoggerSeconds).Sum());
        }

        Assert.InRange(largest, -1, 0.001);
        Assert.Contains(readings, reading => reading.Celsius > wave.Goods.Goods.High);
    }

    [Fact]
    public void The_waves_after_the_census_hold_as_many_items_as_wanted_and_each_once()
    {
        Lives lives = World();
        IReadOnlyList<LiveWave> waves = LiveWave.AfterCensus(lives, 1_000_001);
        Assert.Equal(1_000_008, waves.Sum(wave => wave.Items));
        Assert.Equal(waves.Count, waves.Select(wave => wave.Wave).Distinct().Count());
        Assert.Equal(waves.Count, waves.Select(wave => wave.Centre).Distinct().Count());
        Assert.Equal(lives.World.Centres, LiveWave.AfterCensus(lives, LiveWave.MostItems(lives.World)).Select(wave => wave.Centre).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000_000_000)]
    public void More_items_than_a_wave_at_each_centre_has_are_refused(long items) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(items), () => LiveWave.AfterCensus(World(), items));

    private static IEnumerable<(CaseFacts Case, ItemFacts Item, long Number)> Items(Lives lives, LiveWave wave)
    {
        for (long number = wave.FirstItem; number < wave.FirstItem + wave.Items; number++)
        {
            CaseFacts theCase = lives.Case(Numbering.CaseOf(number));
            yield return (theCase, lives.Item(theCase, (int)(number % Numbering.ItemsPerCase)), number);
        }
    }
}
