using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Signal;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

public class LlrpReaderTests
{
    [Fact]
    public async Task Reads_carry_what_the_room_is_like()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        LlrpReader reader = Emulated.ReaderOf(emulator);
        ImmutableArray<PhaseRead> reads = await reader.TakeAsync(2000);
        Dictionary<string, Position> tags = emulator.Room.Epcs.Select((epc, index) => (Name: TagNames.NameOf(Convert.ToHexString(epc)), Place: emulator.Room.Tags[index])).ToDictionary();
        Assert.Equal(tags.Keys.Order(), reads.Select(read => read.Tag).Distinct().Order());
        Assert.All(tags.Keys, tag => Assert.StartsWith("01:", tag, StringComparison.Ordinal));
        Assert.Equal([1, 2], reads.Select(read => read.Port).Distinct().Order());
        foreach (PhaseRead read in reads)
        {
            Assert.Equal(emulator.Room.Antennas[read.Port - 1], read.Antenna);
            Assert.InRange(read.FrequencyHz, 902.75e6, 927.25e6);
            Assert.Equal((1, 1.0), (read.Reads, read.Concentration));
            Assert.InRange(read.PhaseRadians, 0, 2 * Math.PI);
            Assert.InRange(read.RssiDbm, -84, 0);
            Assert.InRange(read.DopplerHz, -1, 1);
        }

        // On one channel the phase less 4πd/λ is the same for all reads of a tag by an antenna: the phase grows with distance.
        foreach (var group in reads.GroupBy(read => (read.Tag, read.Port, read.FrequencyHz)))
        {
            double first = Offset(group.First(), tags);
            Assert.All(group, read => Assert.InRange(Math.Abs(AngleMath.Wrap(Offset(read, tags) - first)), 0, 0.8));
        }
    }

    [Fact]
    public async Task The_phase_offset_of_an_antenna_is_subtracted()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Tags = 1, Antennas = 1, IsHopping = false });
        LlrpOptions options = Emulated.OptionsOf(emulator);
        double plain = (await new LlrpReader(options, TimeProvider.System).TakeAsync(50))[0].PhaseRadians;
        LlrpOptions calibrated = options with { Antennas = [options.Antennas[0] with { PhaseOffset = Radians.Of(1) }] };
        PhaseRead read = (await new LlrpReader(calibrated, TimeProvider.System).TakeAsync(50))[0];
        Assert.Equal(865.7e6, read.FrequencyHz);
        Assert.InRange(Math.Abs(AngleMath.Wrap(plain - 1 - read.PhaseRadians)), 0, 0.8);
    }

    [Fact]
    public async Task A_plain_reader_tells_that_tags_were_heard_and_again_and_again()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { IsImpinj = false });
        LlrpReader reader = Emulated.ReaderOf(emulator);
        ImmutableArray<PhaseRead> reads = await reader.TakeAsync(500);
        Assert.All(reads, read => Assert.Equal((0, 0, true), (read.Concentration, read.PhaseRadians, double.IsNaN(read.DopplerHz))));
        Assert.All(reads, read => Assert.Equal(Math.Round(read.RssiDbm), read.RssiDbm));
        Assert.All(reads.CountBy(read => read.Tag), tag => Assert.True(tag.Value > 10));
        Assert.Contains(reader.Health.Notes, note => note.Contains("no known way to report phases", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_and_sequences_have_no_gaps()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Faults = new EmulatorFaults { DropsAfter = 3000 }, Rate = 0 });
        LlrpReader reader = Emulated.ReaderOf(emulator);
        (ImmutableArray<PhaseRead> first, string reason) = await reader.DrainAsync();
        (ImmutableArray<PhaseRead> second, _) = await reader.DrainAsync();
        Assert.EndsWith("the reader closed the connection after an empty report", reason, StringComparison.Ordinal);
        Assert.Equal(emulator.ReadsSent, first.Length + second.Length);
        Assert.Equal(6000, emulator.ReadsSent);
        Assert.Equal(6000, reader.Health.Reads);
        Assert.Equal((2, 2L, 6000L, 0L), (reader.Health.Sessions, reader.Health.EmptyReports, reader.Health.Reports, reader.Health.Unplaced));
        foreach (ImmutableArray<PhaseRead> session in new[] { first, second })
        {
            Assert.Equal(Enumerable.Range(0, session.Length).Select(place => session[0].Id.Sequence + place), session.Select(read => read.Id.Sequence));
        }

        Assert.True(second[0].Id.Sequence > first[^1].Id.Sequence);
        Assert.All(first, read => Assert.Equal("llrp:dock", read.Id.Source));
    }

    [Fact]
    public async Task A_slow_taker_slows_the_reader_and_loses_nothing()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Faults = new EmulatorFaults { DropsAfter = 20_000 }, Rate = 0 });
        LlrpReader reader = new(Emulated.OptionsOf(emulator) with { MostReadsInBatch = 100 }, TimeProvider.System);
        int largest = 0, total = 0;
        (ImmutableArray<PhaseRead> reads, _) = await reader.DrainAsync(count => (largest, total) = (Math.Max(largest, count - total), count));
        Assert.Equal(20_000, reads.Length);
        Assert.InRange(largest, 1, 100);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(86_400 * 365 * 6, 200, true)]
    [InlineData(-86_400 * 365 * 40, -200, true)]
    [InlineData(0, 0, false)]
    public async Task Times_are_this_machines_whatever_the_readers_clock_shows(int aheadSeconds, double partsPerMillion, bool hasTimeOfDay)
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with
        {
            ClockAhead = TimeSpan.FromSeconds(aheadSeconds),
            ClockPartsPerMillion = partsPerMillion,
            HasTimeOfDay = hasTimeOfDay,
        });
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        ImmutableArray<PhaseRead> reads = await Emulated.ReaderOf(emulator).TakeAsync(1000);
        DateTimeOffset after = TimeProvider.System.GetUtcNow();
        Assert.All(reads, read => Assert.InRange(read.Time, before, after));
    }

    [Fact]
    public async Task Version_1_1_is_spoken_with_a_reader_that_knows_it()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { KnowsVersion11 = true });
        LlrpReader reader = Emulated.ReaderOf(emulator);
        Assert.NotEmpty(await reader.TakeAsync(10));
        Assert.Equal(2, reader.Health.Version);
    }

    private static double Offset(PhaseRead read, Dictionary<string, Position> tags) =>
        read.PhaseRadians - 4 * Math.PI * tags[read.Tag].DistanceTo(read.Antenna) * read.FrequencyHz / Hertz.SpeedOfLight;
}
