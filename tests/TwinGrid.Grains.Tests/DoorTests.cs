using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

/// <summary>What may not enter is refused at the door: it must never get into the journal, from where it would come again for ever.</summary>
public class DoorTests
{
    private static readonly Probe Good = Measured.Probe(7, "tag-a", "tag-b");
    private static readonly PhaseRead GoodRead = Measured.Read(7, "tag-a");

    private static readonly Dictionary<string, (Probe Probe, string Expected)> BadProbes = new()
    {
        ["palette"] = (Good with { Palette = "exotic" }, "palettes standard, found 'exotic'"),
        ["voltages missing"] = (Good with { Voltages = [0.1, 0.2, 0.3] }, "one voltage for each coefficient of its palette, found '3'"),
        ["voltages unset"] = (Good with { Voltages = default }, "found '0'"),
        ["voltage NaN"] = (Good with { Voltages = Good.Voltages.SetItem(3, double.NaN) }, "finite voltages, found 'NaN'"),
        ["frequency"] = (Good with { FrequencyHz = 0 }, "a frequency above zero, found '0'"),
        ["noise"] = (Good with { NoiseVolts = -1 }, "a noise of at least zero, found '-1'"),
        ["self"] = (Good with { Receiver = "tag-a" }, "other than the transmitter, found 'tag-a'"),
        ["name"] = (Good with { Transmitter = "a/b" }, "transmitter: a name: expected no '/'"),
        ["exciter"] = (Good with { Exciter = "" }, "exciter"),
    };

    private static readonly Dictionary<string, (PhaseRead Read, string Expected)> BadReads = new()
    {
        ["tag"] = (GoodRead with { Tag = "a b" }, "tag: a name"),
        ["reader"] = (GoodRead with { Tag = "reader" }, "another name than its reader"),
        ["antenna"] = (GoodRead with { Antenna = new Position(double.NaN, 0) }, "a finite antenna position"),
        ["phase"] = (GoodRead with { PhaseRadians = double.PositiveInfinity }, "a finite phase"),
        ["reads"] = (GoodRead with { Reads = 0 }, "at least one read, found '0'"),
        ["concentration"] = (GoodRead with { Concentration = 1.1 }, "from 0 to 1, found '1.1'"),
        ["power"] = (GoodRead with { RssiDbm = double.NaN }, "a finite power"),
    };

    private static readonly CycleReply GoodReply = new("", [0.1, double.NaN], [0.05, double.NaN], 7650, 2);

    private static readonly Dictionary<string, (PollingPurpose Purpose, CycleReply Reply, string Expected)> BadReplies = new()
    {
        ["nameless in an inventory"] = (PollingPurpose.Inventory, GoodReply, "tag: The value cannot be an empty string"),
        ["named in a poll"] = (PollingPurpose.Poll, GoodReply with { Tag = "tag-a" }, "no name of a tag in a poll, found 'tag-a'"),
        ["antennas"] = (PollingPurpose.Poll, GoodReply with { Phases = [0.1] }, "2 phases in every reply, found '1'"),
        ["deviations"] = (PollingPurpose.Poll, GoodReply with { PhaseDeviations = [0.1] }, "2 deviations in every reply, found '1'"),
        ["phase"] = (PollingPurpose.Poll, GoodReply with { Phases = [double.NegativeInfinity, 0] }, "finite phases"),
        ["deviation"] = (PollingPurpose.Poll, GoodReply with { PhaseDeviations = [0, 1] }, "a deviation above zero and at most π beside each phase, found '0'"),
        ["blunt"] = (PollingPurpose.Poll, GoodReply with { PhaseDeviations = [2000, 1] }, "at most π beside each phase, found '2000'"),
        ["length"] = (PollingPurpose.Poll, GoodReply with { LengthSamples = 0 }, "a length above zero and at most 1000000 samples, or NaN, found '0'"),
        ["long"] = (PollingPurpose.Poll, GoodReply with { LengthSamples = 1e300 }, "a length above zero and at most"),
        ["length deviation"] = (PollingPurpose.Poll, GoodReply with { LengthDeviation = double.NaN }, "a deviation of the length above zero and at most 100 samples, found 'NaN'"),
    };

    public static TheoryData<string> Probes { get; } = [.. BadProbes.Keys];

    public static TheoryData<string> Reads { get; } = [.. BadReads.Keys];

    public static TheoryData<string> Replies { get; } = [.. BadReplies.Keys];

    [Theory]
    [MemberData(nameof(Probes))]
    public Task A_bad_probe_is_refused_and_the_next_batch_is_taken(string which) =>
        RefusedAsync(ObservationBatch.Of([Measured.Probe(1, "tag-a", "tag-b"), BadProbes[which].Probe]), "observation 7 of 'sink'", BadProbes[which].Expected);

    [Theory]
    [MemberData(nameof(Reads))]
    public Task A_bad_read_is_refused_and_the_next_batch_is_taken(string which) =>
        RefusedAsync(ObservationBatch.Of([BadReads[which].Read]), "observation 7 of 'antenna'", BadReads[which].Expected);

    [Theory]
    [MemberData(nameof(Replies))]
    public Task A_bad_polling_cycle_is_refused_and_the_next_batch_is_taken(string which) => RefusedAsync(
        ObservationBatch.Of([new PollingCycle(
            new ObservationId("polls", 7),
            Measured.At(7),
            BadReplies[which].Purpose,
            [GoodReply with { Tag = BadReplies[which].Purpose == PollingPurpose.Inventory ? "tag-b" : "" }, BadReplies[which].Reply])]),
        "observation 7 of 'polls'",
        BadReplies[which].Expected);

    [Fact]
    public Task A_cycle_of_no_known_purpose_is_refused() => RefusedAsync(
        ObservationBatch.Of([new PollingCycle(new ObservationId("polls", 7), Measured.At(7), (PollingPurpose)7, [])]),
        "observation 7 of 'polls'",
        "an inventory or a poll, found '7'");

    [Fact]
    public Task What_is_dated_far_ahead_is_refused() => RefusedAsync(
        ObservationBatch.Of([Good with { Time = DateTimeOffset.MaxValue }]), "observation 7 of 'sink'", "a time up to");

    [Fact]
    public async Task Without_Configure_nothing_is_taken_and_the_message_names_the_adapter()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Adapter.Ingest(Measured.Run(1, 3)).Soon());
        Assert.Contains($"adapter '{TwinHouse.AdapterKey}'", fault.Message, StringComparison.Ordinal);
        Assert.Empty(house.Archive.Names("journal"));
        await house.WiredAsync();
        Assert.Equal(new IngestReceipt(3, 0), await house.Adapter.Ingest(Measured.Run(1, 3)).Soon());
    }

    [Fact]
    public async Task A_reader_that_was_not_configured_is_named_and_gets_its_observations_once_it_is()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await house.Adapter.Configure(TwinHouse.ReaderKey).Soon();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Adapter.Ingest(Measured.Run(1, 3)).Soon());
        Assert.Contains($"reader '{TwinHouse.ReaderKey}'", fault.Message, StringComparison.Ordinal);
        await house.WiredAsync();
        await house.Adapter.Ingest(Measured.Run(1, 3)).Soon();
        Assert.Equal(new long[] { 1, 2, 3 }, Measured.Sequences(await house.HistoryOf("tag-b")));
    }

    [Fact]
    public async Task A_region_that_was_not_configured_is_named()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await house.Link("tag-a", "tag-b").Observe(TwinHouse.RegionKey, [.. Measured.Pair(1, "tag-a", "tag-b", 1, 1)]).Soon();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Region.Locate().Soon());
        Assert.Contains($"region '{TwinHouse.RegionKey}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_tells_failures_in_a_row_and_the_last_error_until_connected()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Adapter.Failed("no route").Soon();
        TimeSpan second = await house.Adapter.Failed("refused").Soon();
        Assert.Equal(BackOff.After(2, TwinHouse.AdapterKey), second);
        Assert.Equal(new AdapterHealth(false, 0, 0, 2, "refused"), await house.Adapter.Health().Soon());
        await house.Adapter.Connected().Soon();
        Assert.Equal(new AdapterHealth(true, 0, 0, 0, null), await house.Adapter.Health().Soon());
    }

    private static async Task RefusedAsync(ObservationBatch batch, string named, string expected)
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => house.Adapter.Ingest(batch).Soon());
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Empty(house.Archive.Names("journal"));
        Assert.Equal(new IngestReceipt(5, 0), await house.Adapter.Ingest(Measured.Run(1, 5)).Soon());
    }
}
