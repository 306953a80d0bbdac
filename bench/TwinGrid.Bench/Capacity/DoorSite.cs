using System.Collections.Immutable;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Bench.Capacity;

/// <summary>A door with four antennas, and the things that come by: every second a hundred of them are read ten times each.</summary>
/// <param name="grains">Where the twins are.</param>
/// <param name="site">Name of the site.</param>
internal sealed class DoorSite(IGrainFactory grains, string site)
{
    /// <summary>Reads of a thing in its second.</summary>
    public const int ReadsAThing = 10;

    /// <summary>Things that are read in one batch.</summary>
    public const int ThingsABatch = 100;

    private const int Antennas = 4;
    private static readonly RegionPlan Plan = new(new Position(0, 0), new Position(10, 10), IsPlanar: true, RangeMetres: 2);

    private readonly SiteSession _session = new(grains, new SitePlan { Site = site, Region = Plan, Zones = Enumerable.Range(1, Antennas).ToDictionary(port => port, port => $"zone-{port}") });
    private long _reads, _readings;

    /// <summary>Goes on behind the reads of an earlier run: numbers that were taken before would count as repeated.</summary>
    public void Skip(long reads) => _reads = reads;

    /// <summary>Tells the twins of the door.</summary>
    public Task SetUpAsync() => _session.SetUpAsync();

    /// <summary>Sends batches down the line, one after another, and makes all durable.</summary>
    public async Task TakeAsync(IEnumerable<ObservationBatch> batches)
    {
        foreach (ObservationBatch batch in batches)
        {
            await _session.TakeAsync(batch);
        }

        await _session.CheckpointAsync();
    }

    /// <summary>Asks whether things that are silent have left.</summary>
    public Task CheckPresenceAsync() => grains.GetGrain<IRegionGrain>(TwinKeys.InSite(site, "room")).CheckPresence();

    /// <summary>Gives things rules to be watched by.</summary>
    public Task WatchAsync(int things, string rules) => Task.WhenAll(Enumerable.Range(0, things).Select(thing =>
        grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, NameOf(thing))).Watch(rules)));

    /// <summary>One second's reads of the things from one number on.</summary>
    public ObservationBatch Reads(int first, DateTimeOffset begin, bool hasPhase)
    {
        var random = new Random(unchecked((int)_reads) ^ first);
        const int count = ThingsABatch * ReadsAThing;
        return ObservationBatch.Of(Enumerable.Range(0, count).Select(i =>
        {
            // The things take turns; the antenna of its own is nearest, the others overhear it.
            int thing = first + (i % ThingsABatch), port = 1 + random.Next(Antennas);
            return new PhaseRead(
                new ObservationId("llrp:door", ++_reads),
                begin.AddSeconds(i / (double)count),
                NameOf(thing),
                new Position(2.5 * port, 0, 2),
                902.75e6 + (5e5 * random.Next(50)),
                hasPhase ? Math.Tau * random.NextDouble() : 0,
                1,
                hasPhase ? 1 : 0,
                (port == 1 + (thing % Antennas) ? -55 : -66) + (4 * random.NextDouble()),
                port);
        }).ToImmutableArray());
    }

    /// <summary>One reading of the sensor of each of a hundred things.</summary>
    public ObservationBatch Readings(DateTimeOffset time)
    {
        _readings++;
        var random = new Random((int)_readings);
        return ObservationBatch.Of(Enumerable.Range(0, ThingsABatch).Select(thing => new SensorRead(
            new ObservationId(NameOf(thing) + "-logger", _readings), time, NameOf(thing), 5 + (2 * random.NextDouble()))).ToImmutableArray());
    }

    private static string NameOf(int thing) => FormattableString.Invariant($"E28011700000020F{thing:X8}");
}
