using System.Numerics;
using TwinGrid.Adapters.Iq.Recordings;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Iq.Tests;

public sealed class IqSourceTests : IDisposable
{
    private const double Leakage = 30, Noise = 0.01;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twingrid-iq-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_inventory_names_the_tags_that_sent_their_EPC_with_phase_and_length()
    {
        IqTag[] tags = Tags(3, antennas: 2, seed: 1);
        var round = new IqRound(2, 2, Leakage, Noise);
        Inventory(round, tags);
        (PollingCycle[] cycles, IqStatistics statistics) = await ReadAsync(Raw(round));
        PollingCycle cycle = Assert.Single(cycles);
        Assert.Equal(PollingPurpose.Inventory, cycle.Purpose);
        Assert.Equal([.. tags.Select(tag => TagNames.NameOf(Convert.ToHexString(tag.Epc))).Order()], cycle.Replies.Select(reply => reply.Tag).Order());
        foreach (IqTag tag in tags)
        {
            CycleReply reply = cycle.Replies.Single(reply => reply.Tag == TagNames.NameOf(Convert.ToHexString(tag.Epc)));
            for (int antenna = 0; antenna < 2; antenna++)
            {
                double truth = (tag.Edges[antenna] / round.LeakageOf(antenna)).Phase;
                Assert.InRange(Math.Abs(Math.IEEERemainder(reply.Phases[antenna] - truth, 2 * Math.PI)), 0, 0.01);
            }

            Assert.InRange(reply.LengthSamples - tag.Length, -0.5, 0.5);
        }

        Assert.Equal((3, 0, 2), (statistics.Identified, statistics.Garbled, statistics.Empty));
    }

    [Fact]
    public async Task A_poll_separates_collisions_and_names_nobody()
    {
        IqTag[] tags = Tags(6, antennas: 1, seed: 23);
        var round = new IqRound(4, 1, Leakage, Noise);
        round.Query(2);
        round.Slot(tags[0]);
        round.QueryRep();
        round.Slot(tags[1], tags[2]);
        round.QueryRep();
        round.Slot();
        round.QueryRep();
        round.Slot(tags[3], tags[4], tags[5]);
        round.QueryRep();
        round.Carrier(3000);
        (PollingCycle[] cycles, IqStatistics statistics) = await ReadAsync(Raw(round));
        PollingCycle cycle = Assert.Single(cycles);
        Assert.Equal(PollingPurpose.Poll, cycle.Purpose);
        Assert.Equal([1L, 1, 1, 0], statistics.Replies);
        Assert.All(cycle.Replies, reply => Assert.Empty(reply.Tag));
        Assert.Equal(6, cycle.Replies.Length);
        Assert.Equal(6, statistics.TagReplies);
        Assert.Equal(5, statistics.Commands);
    }

    [Fact]
    public async Task A_pause_of_the_reader_ends_a_cycle_and_a_poll_that_nobody_answers_is_one()
    {
        IqTag[] tags = Tags(1, antennas: 1, seed: 5);
        var round = new IqRound(6, 1, Leakage, Noise);
        Inventory(round, tags);
        round.Carrier(100_000);
        round.Query(0);
        round.Slot();
        round.QueryRep();
        round.Carrier(20_000);
        (PollingCycle[] cycles, _) = await ReadAsync(Raw(round));
        Assert.Equal([PollingPurpose.Inventory, PollingPurpose.Poll], cycles.Select(cycle => cycle.Purpose));
        Assert.Empty(cycles[1].Replies);
        Assert.Equal([1L, 2], cycles.Select(cycle => cycle.Id.Sequence));
        Assert.True(cycles[1].Time > cycles[0].Time);
    }

    [Fact]
    public async Task A_cycle_that_began_before_the_recording_is_counted_and_left_out()
    {
        IqTag[] tags = Tags(1, antennas: 1, seed: 7);
        var round = new IqRound(8, 1, Leakage, Noise);
        round.QueryRep();
        round.Slot(tags);
        round.QueryRep();
        round.Carrier(3000);
        (PollingCycle[] cycles, IqStatistics statistics) = await ReadAsync(Raw(round));
        Assert.Empty(cycles);
        Assert.Equal(1, statistics.Partial);
    }

    [Fact]
    public async Task An_EPC_whose_check_value_is_wrong_names_nobody()
    {
        IqTag[] tags = Tags(1, antennas: 1, seed: 9);
        var round = new IqRound(10, 1, Leakage, Noise);
        round.Query(0);
        round.Acknowledge(round.Slot(tags)[0]);
        round.Epc(tags[0], isBroken: true);
        round.QueryRep();
        round.Carrier(3000);
        (PollingCycle[] cycles, IqStatistics statistics) = await ReadAsync(Raw(round));
        Assert.Empty(cycles);
        Assert.Equal((0, 1), (statistics.Identified, statistics.Garbled));
    }

    [Theory]
    [InlineData(7500)]
    [InlineData(8090)]
    public async Task A_tag_whose_clock_is_off_by_nearly_what_the_standard_allows_is_read(double length)
    {
        IqTag tag = Tags(1, antennas: 1, seed: 11)[0] with { Length = length };
        var round = new IqRound(12, 1, Leakage, Noise);
        Inventory(round, [tag]);
        (PollingCycle[] cycles, IqStatistics statistics) = await ReadAsync(Raw(round));
        Assert.Equal(1, statistics.Identified);
        Assert.InRange(Assert.Single(Assert.Single(cycles).Replies).LengthSamples - length, -0.5, 0.5);
    }

    [Fact]
    public async Task Every_kind_of_file_gives_the_same_cycles()
    {
        IqTag[] tags = Tags(2, antennas: 1, seed: 13);
        var round = new IqRound(14, 1, Leakage, Noise);
        Inventory(round, tags);
        string[] expected = [.. (await ReadAsync(Raw(round))).Cycles.SelectMany(cycle => cycle.Replies).Select(reply => reply.Tag)];
        Assert.Equal(2, expected.Length);
        foreach (string file in Files.AllOf(round, _folder.FullName, Leakage))
        {
            (PollingCycle[] cycles, IqStatistics statistics) = await ReadAsync(new IqOptions { Path = file });
            Assert.Equal(expected, cycles.SelectMany(cycle => cycle.Replies).Select(reply => reply.Tag));
            Assert.Equal(round.Channel(0).Count, statistics.Samples);
        }
    }

    [Fact]
    public async Task What_was_sampled_faster_is_averaged()
    {
        IqTag[] tags = Tags(2, antennas: 1, seed: 15);
        var round = new IqRound(16, 1, Leakage, Noise);
        Inventory(round, tags);
        byte[] floats = round.ToFloats();
        using var tripled = new MemoryStream();
        for (int i = 0; i < floats.Length; i += 8)
        {
            for (int copy = 0; copy < 3; copy++)
            {
                tripled.Write(floats, i, 8);
            }
        }

        string path = Write("fast.cf32", tripled.ToArray());
        (PollingCycle[] cycles, _) = await ReadAsync(new IqOptions { Path = path, Raw = new IqLayout(SampleFormat.Floats, 6e6) });
        Assert.Equal(2, Assert.Single(cycles).Replies.Length);
    }

    internal static IqTag[] Tags(int count, int antennas, ulong seed)
    {
        var random = new Signal.Synthesis.SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(i => new IqTag(
            [0x30, 0x74, 0x25, 0x7B, 0xF7, 0x19, 0x4E, 0x40, 0, 0, (byte)seed, (byte)i],
            random.NextUniform(7620, 7690),
            [.. Enumerable.Range(0, antennas).Select(_ => Complex.FromPolarCoordinates(random.NextUniform(0.7, 1.4), random.NextUniform(-Math.PI, Math.PI)))]))];
    }

    /// <summary>An inventory in which each tag has a slot of its own, with an empty slot at the end.</summary>
    internal static void Inventory(IqRound round, IqTag[] tags)
    {
        round.Query(2);
        foreach (IqTag tag in tags)
        {
            round.Acknowledge(round.Slot(tag)[0]);
            round.Epc(tag);
            round.QueryRep();
        }

        round.Slot();
        round.Carrier(12_000);
        round.QueryRep();
        round.Carrier(3000);
    }

    private IqOptions Raw(IqRound round) => new()
    {
        Path = Write("round.cf32", round.ToFloats()),
        Raw = new IqLayout(SampleFormat.Floats, IqRound.Rate, round.Channel(0).Count > 0 ? ChannelsOf(round) : 1),
    };

    private static int ChannelsOf(IqRound round) => round.ToFloats().Length / 8 / round.Channel(0).Count;

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<(PollingCycle[] Cycles, IqStatistics Statistics)> ReadAsync(IqOptions options)
    {
        var source = new IqSource(options);
        var cycles = new List<PollingCycle>();
        await foreach (ObservationBatch batch in source.ReadAsync(CancellationToken.None))
        {
            cycles.AddRange(batch.Cycles);
        }

        return ([.. cycles], source.Statistics!);
    }
}
