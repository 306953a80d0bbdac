using TwinGrid.Grains.Links;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

public class LinkTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(1.3)]
    public async Task Both_directions_give_the_phase_of_the_distance_whichever_comes_first(double distance)
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        Probe[] pair = Measured.Pair(1, "tag-a", "tag-b", distance, 1), other = Measured.Pair(3, "tag-c", "tag-d", distance, 1);
        await house.Link("tag-a", "tag-b").Observe(TwinHouse.RegionKey, [pair[0]]).Soon();
        Assert.Null(await house.Link("tag-a", "tag-b").Estimate().Soon());
        await house.Link("tag-b", "tag-a").Observe(TwinHouse.RegionKey, [pair[1]]).Soon();
        await house.Link("tag-c", "tag-d").Observe(TwinHouse.RegionKey, [other[1], other[0]]).Soon();
        LinkEstimate one = (await house.Link("tag-a", "tag-b").Estimate().Soon())!, two = (await house.Link("tag-c", "tag-d").Estimate().Soon())!;
        Assert.Equal(one, two with { OneEnd = one.OneEnd, OtherEnd = one.OtherEnd });
        double phase = 2 * Math.PI * distance / Hertz.OfMega(915).Wavelength.Value % Math.PI;
        Assert.Equal(0, Math.Sin(one.PhaseRadians - phase), 1e-6);
    }

    [Fact]
    public async Task A_late_probe_of_the_older_direction_still_reaches_the_region()
    {
        // The pair's newer direction has set the estimate's time already; the late one of the other direction changes its value.
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        Probe old = Measured.Probe(1, "anchor", "tag", 1.00, seconds: 1), late = Measured.Probe(3, "anchor", "tag", 1.01, seconds: 2);
        Probe back = Measured.Probe(2, "tag", "anchor", 1.01, seconds: 9);
        await house.Link("anchor", "tag").Observe(TwinHouse.RegionKey, [old, back]).Soon();
        await house.Region.Locate().Soon();
        await house.Link("anchor", "tag").Observe(TwinHouse.RegionKey, [late]).Soon();
        await house.Region.Locate().Soon();
        Assert.Equal(2, (await house.Region.Snapshot().Soon()).Rounds);
    }

    [Fact]
    public async Task An_older_or_repeated_probe_changes_nothing()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        ILinkGrain link = house.Link("tag-a", "tag-b");
        Probe[] pair = Measured.Pair(10, "tag-a", "tag-b", 1, 10);
        await link.Observe(TwinHouse.RegionKey, [.. pair]).Soon();
        await house.Region.Locate().Soon();
        LinkEstimate? known = await link.Estimate().Soon();
        await link.Observe(TwinHouse.RegionKey, [.. pair, .. Measured.Pair(1, "tag-a", "tag-b", 1.5, 1)]).Soon();
        await house.Region.Locate().Soon();
        Assert.Equal(known, await link.Estimate().Soon());
        Assert.Equal(1, (await house.Region.Snapshot().Soon()).Rounds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Probes_of_one_time_are_ordered_by_their_numbers_and_not_by_their_arrival(bool isReversed)
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        Probe[] probes = [.. Measured.Pair(1, "tag-a", "tag-b", 1.0, 5), .. Measured.Pair(3, "tag-a", "tag-b", 1.02, 5)];
        foreach (Probe probe in isReversed ? probes.Reverse() : probes)
        {
            await house.Link("tag-a", "tag-b").Observe(TwinHouse.RegionKey, [probe]).Soon();
        }

        double phase = 2 * Math.PI * 1.02 / Hertz.OfMega(915).Wavelength.Value % Math.PI;
        Assert.Equal(phase, (await house.Link("tag-a", "tag-b").Estimate().Soon())!.PhaseRadians, 1e-6);
    }

    [Fact]
    public async Task A_link_comes_back_from_deactivation_with_its_last_probes()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        ILinkGrain link = house.Link("tag-a", "tag-b");
        await link.Observe(TwinHouse.RegionKey, [Measured.Probe(1, "tag-a", "tag-b")]).Soon();
        await house.Cluster.DeactivateAsync(link).Soon();
        await link.Observe(TwinHouse.RegionKey, [Measured.Probe(2, "tag-b", "tag-a")]).Soon();
        Assert.NotNull(await link.Estimate().Soon());
    }

    [Fact]
    public async Task An_unknown_palette_is_refused_by_its_name_every_time()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        Probe probe = Measured.Probe(1, "tag-a", "tag-b", palette: "exotic");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Link("tag-a", "tag-b").Observe(TwinHouse.RegionKey, [probe]).Soon());
            Assert.Contains("expected one of the palettes standard, found 'exotic'", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Antennas_that_stand_still_and_reads_without_a_phase_make_no_track()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        PhaseRead[] mounted = [.. Enumerable.Range(1, 64).Select(i => Measured.Read(i, "tag") with { Antenna = new Position(i % 16, 0), FrequencyHz = 902e6 + 5e5 * (i / 16) })];
        PhaseRead[] silent = [.. Enumerable.Range(100, 20).Select(i => Measured.Read(i, "mute") with { PhaseRadians = 0, Concentration = 0 })];
        await house.Adapter.Ingest(ObservationBatch.Of([.. mounted, .. silent])).Soon();
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(0, (await house.Region.Snapshot().Soon()).Links);
        Assert.Equal("room", (await house.Thing("mute").Snapshot().Soon()).Presence?.Place);
    }

    [Fact]
    public async Task A_scan_that_comes_a_read_at_a_time_reaches_the_region_whole_though_its_twin_went_idle()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        for (int i = 1; i <= 12; i++)
        {
            await house.Adapter.Ingest(ObservationBatch.Of([Measured.Read(i, "tag")])).Soon();
            if (i == 6)
            {
                await house.Cluster.DeactivateAsync(house.Grains.GetGrain<IReaderLinkGrain>(TwinKeys.Link(TwinHouse.RegionKey, "reader", "tag"))).Soon();
            }
        }

        Assert.Equal(12, (await house.Region.Round("tag").Soon()).Track!.Points.Length);
    }

    [Fact]
    public async Task Reads_of_a_tag_are_gathered_once_by_antenna_place_and_channel()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        PhaseRead[] reads = [.. Enumerable.Range(1, 12).Select(i => Measured.Read(i, "tag")), Measured.Read(13, "tag") with { Antenna = Measured.Read(1, "tag").Antenna }];
        await house.Adapter.Ingest(ObservationBatch.Of([.. reads])).Soon();
        await house.Adapter.Ingest(ObservationBatch.Of([.. reads])).Soon();
        RegionSnapshot region = await house.Region.Snapshot().Soon();
        Assert.Equal(1, region.Links);
        Assert.Equal(12, (await house.Region.Round("tag").Soon()).Track!.Points.Length);
        Assert.Equal(13, (await house.HistoryOf("tag")).Count);
    }
}
