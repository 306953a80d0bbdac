using TwinGrid.Adapters.Simulated.Worlds;
using TwinGrid.Model;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Tests.Simulated.Worlds;

public class WorldSourceTests
{
    private const double AtOnce = 1e9;
    private static readonly WorldModel World = new(3, 1_000_000_000, WorldParameters.Default);

    [Fact]
    public async Task A_source_tells_the_reads_and_readings_of_its_wave_in_the_order_of_time()
    {
        LiveWave wave = Waves(4_000_000).First(one => one.Goods.IsCooled);
        var small = new LiveWave(new Lives(World), wave.Wave, 40);
        List<ObservationBatch> batches = await FirstAsync(small, 12);
        (List<ItemRead> reads, List<ItemReading> readings) = ([], []);
        small.Between(World.CensusSecond, World.CensusSecond + 60 * WorldModel.SecondsPerDay, reads, readings);
        WaveNames names = new(World, small);
        PhaseRead[] told = [.. batches.SelectMany(batch => batch.Reads)];
        SensorRead[] measured = [.. batches.SelectMany(batch => batch.Readings)];
        Assert.NotEmpty(measured);
        Assert.Equal(
            reads.Take(told.Length).Select(read => (World.TimeOf(read.Second), names.TagOf(read.Item), WorldPorts.PortOf(read.Reader, read.Place))),
            told.Select(read => (read.Time, read.Tag, read.Port)));
        Assert.Equal(Enumerable.Range(1, told.Length), told.Select(read => (int)read.Id.Sequence));
        Assert.Equal(readings.Take(measured.Length).Select(reading => World.TimeOf(reading.Second)), measured.Select(reading => reading.Time));
    }

    [Fact]
    public async Task A_source_that_begins_again_tells_the_same_under_the_same_numbers()
    {
        var wave = new LiveWave(new Lives(World), Waves(1)[0].Wave, 60);
        var source = new WorldSource(World, wave, new WorldPace(World.CensusSecond, AtOnce, TimeProvider.System));
        ObservationBatch[] first = await source.ReadAsync(TestContext.Current.CancellationToken).Take(5).ToArrayAsync(TestContext.Current.CancellationToken);
        ObservationBatch[] again = await source.ReadAsync(TestContext.Current.CancellationToken).Take(5).ToArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first.SelectMany(batch => batch.Reads), again.SelectMany(batch => batch.Reads));
        Assert.NotEmpty(first[0].Reads);
    }

    [Fact]
    public async Task Nobody_who_takes_leaves_a_bounded_queue()
    {
        var source = new WorldSource(World, Waves(199_680)[0], new WorldPace(World.CensusSecond, AtOnce, TimeProvider.System));
        await using IAsyncEnumerator<ObservationBatch> batches = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (int taken = 0; taken < 20; taken++)
        {
            Assert.True(await batches.MoveNextAsync());
            Assert.InRange(source.Waiting, 0, WorldSource.MostWaiting);
            Assert.InRange(batches.Current.Count, 1, WorldSource.BatchSize);
        }
    }

    [Fact]
    public void Names_lead_back_to_items_and_ports_have_zones()
    {
        LiveWave wave = Waves(1)[0];
        WaveNames names = new(World, wave);
        WorldNames all = new(World);
        for (long item = wave.FirstItem; item < wave.FirstItem + Numbering.ItemsPerWave; item += 997)
        {
            Assert.Equal(TwinNames.OfEpc(DigitalLink.Format(all.Of(new Thing(ThingKind.Item, item)))), names.TagOf(item));
            Assert.Equal(item, names.ItemOf(names.TagOf(item)));
        }

        Assert.Null(names.ItemOf("E280"));
        Assert.Null(names.ItemOf(TwinNames.OfEpc(DigitalLink.Format(all.Of(new Thing(ThingKind.Item, wave.FirstItem + Numbering.ItemsPerWave))))));
        int[] ports = [.. Enum.GetValues<ReaderKind>().SelectMany(reader => Enumerable.Range(0, Places(reader)).Select(place => WorldPorts.PortOf(reader, place)))];
        Assert.Equal(WorldPorts.Zones.Keys.Order(), ports.Distinct().Order());
        Assert.Equal(WorldPorts.Zones.Count, WorldPorts.Zones.Values.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_speed_that_is_none_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(speed), () => new WorldPace(0, speed, TimeProvider.System));

    private static int Places(ReaderKind reader) => reader switch
    {
        ReaderKind.FactoryOut or ReaderKind.HubIn or ReaderKind.HubOut => Numbering.LoadsPerWave,
        ReaderKind.CentreIn or ReaderKind.CentreOut or ReaderKind.CentreRounds => 1,
        _ => Numbering.VansPerWave,
    };

    private static IReadOnlyList<LiveWave> Waves(long items) => LiveWave.AfterCensus(new Lives(World), items);

    private static async Task<List<ObservationBatch>> FirstAsync(LiveWave wave, int count)
    {
        var source = new WorldSource(World, wave, new WorldPace(World.CensusSecond, AtOnce, TimeProvider.System));
        return await source.ReadAsync(TestContext.Current.CancellationToken).Take(count).ToListAsync(TestContext.Current.CancellationToken);
    }
}
