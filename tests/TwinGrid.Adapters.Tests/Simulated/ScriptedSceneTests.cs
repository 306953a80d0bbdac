using TwinGrid.Adapters.Readers;
using TwinGrid.Adapters.Simulated.Scripts;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Tests.Simulated;

public class ScriptedSceneTests
{
    private static readonly ScriptOptions Options = new() { Start = DateTimeOffset.UnixEpoch, Length = TimeSpan.FromMinutes(10), ReadingPeriod = TimeSpan.FromMinutes(1) };
    private static readonly AntennaPlan[] Antennas = [new(1, new Position(0, 0, 2)), new(2, new Position(100, 0, 2))];

    [Fact]
    public async Task A_thing_is_read_at_the_antenna_that_it_is_near_and_nowhere_when_it_is_near_none()
    {
        var thing = new ScriptedThing("thing", [new(TimeSpan.FromMinutes(1), new Position(1, 0)), new(TimeSpan.FromMinutes(4), new Position(99, 0)), new(TimeSpan.FromMinutes(7), null)]);
        PhaseRead[] reads = [.. (await BatchesAsync(thing)).SelectMany(batch => batch.Reads)];
        Assert.Equal(36, reads.Count(read => read.Port == 1));
        Assert.Equal(36, reads.Count(read => read.Port == 2));
        Assert.All(reads, read => Assert.Equal(read.Time < DateTimeOffset.UnixEpoch.AddMinutes(4) ? 1 : 2, read.Port));
        Assert.Equal((DateTimeOffset.UnixEpoch.AddMinutes(1), DateTimeOffset.UnixEpoch.AddSeconds(415)), (reads[0].Time, reads[^1].Time));
    }

    [Fact]
    public async Task Power_falls_by_forty_decibels_a_decade_of_distance()
    {
        var near = new ScriptedThing("near", [new(TimeSpan.Zero, new Position(0, 0, 1))]);
        var far = new ScriptedThing("far", [new(TimeSpan.Zero, new Position(0, 0, -8))]);
        ObservationBatch[] batches = await BatchesAsync(Options with { FadingDb = 0, SensitivityDbm = -90 }, near, far);
        double[] powers = [.. batches[0].Reads.Select(read => read.RssiDbm)];
        Assert.Equal([-35.0, -75], powers);
    }

    [Fact]
    public async Task Sensors_report_along_their_lines_and_shocks_once()
    {
        var thing = new ScriptedThing("thing", [])
        {
            Temperature = [new(TimeSpan.Zero, 4), new(TimeSpan.FromMinutes(2), 8)],
            Shocks = [new(TimeSpan.FromSeconds(90), 6)],
        };
        SensorRead[] readings = [.. (await BatchesAsync(thing)).SelectMany(batch => batch.Readings)];
        Assert.Equal([4, 6, 8, 8], readings.Take(4).Select(reading => reading.TemperatureCelsius!.Value));
        Assert.Equal([0, 0, 6, 0], readings.Take(4).Select(reading => reading.Shock!.Value));
        Assert.All(readings, reading => Assert.Null(reading.RelativeHumidity));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_reads_and_another_one_others()
    {
        var thing = new ScriptedThing("thing", [new(TimeSpan.Zero, new Position(3, 2))]);
        PhaseRead[] first = [.. (await BatchesAsync(thing)).SelectMany(batch => batch.Reads)], again = [.. (await BatchesAsync(thing)).SelectMany(batch => batch.Reads)];
        PhaseRead[] other = [.. (await BatchesAsync(Options with { Seed = 2 }, thing)).SelectMany(batch => batch.Reads)];
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    private static Task<ObservationBatch[]> BatchesAsync(params ScriptedThing[] things) => BatchesAsync(Options, things);

    private static async Task<ObservationBatch[]> BatchesAsync(ScriptOptions options, params ScriptedThing[] things) =>
        await new ScriptedScene("scene", options, Antennas, things).ReadAsync(TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken);
}
