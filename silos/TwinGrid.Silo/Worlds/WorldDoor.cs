using System.Runtime.CompilerServices;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Simulated.Worlds;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.World;

namespace TwinGrid.Silo.Worlds;

/// <summary>
/// The door of one centre of a simulated world: its source, its adapter, reader and region. Sets the silo's clock forward to what is
/// handed over, and counts it once it was taken.
/// </summary>
internal sealed class WorldDoor : IObservationSource
{
    /// <summary>Name of the site that all centres of a world are in.</summary>
    public const string Site = "world";

    private const int Together = 1000;
    private readonly LiveWave _wave;
    private readonly WorldSource _source;
    private readonly SiteSession _session;
    private readonly ScenarioClock _clock;
    private readonly AlertWatch _alerts;
    private readonly bool[] _isHeard;
    private long _things, _observations;

    public WorldDoor(IGrainFactory grains, WorldModel world, LiveWave wave, WorldPace pace, ScenarioClock clock, AlertWatch alerts)
    {
        (_wave, _source, _clock, _alerts) = (wave, new WorldSource(world, wave, pace), clock, alerts);
        _isHeard = new bool[wave.Items];
        string name = WorldPorts.CentreOf(wave.Centre);
        _session = new SiteSession(grains, new SitePlan
        {
            Site = Site,
            Region = new RegionPlan(new Position(0, 0), new Position(200, 10), IsPlanar: true, RangeMetres: 2),
            RegionName = name,
            ReaderName = name + "-reader",
            AdapterName = name + "-adapter",
            Zones = WorldPorts.Zones,
        });
    }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <summary>Things that were heard of.</summary>
    public long Things => Volatile.Read(ref _things);

    /// <summary>Observations taken in, durable.</summary>
    public long Observations => Volatile.Read(ref _observations);

    /// <summary>Batches that are due and wait.</summary>
    public int Waiting => _source.Waiting;

    /// <summary>The world's second up to which everything was handed to the queue.</summary>
    public int Reached => _source.Reached;

    /// <summary>Sets the centre up.</summary>
    public Task SetUpAsync() => _session.SetUpAsync();

    /// <summary>Assigns the rules of cooled goods to the things that carry loggers.</summary>
    public async Task AssignRulesAsync(IGrainFactory grains)
    {
        string rules = _wave.Goods.IsCooled ? WorldRules.JsonOf(_wave.Goods.Goods) : "";
        foreach (long[] some in _wave.Loggers.Chunk(Together))
        {
            await Task.WhenAll(some.Select(item => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(Site, _source.Names.TagOf(item))).Watch(rules)));
        }
    }

    /// <summary>Takes in what the source reports until it is cancelled.</summary>
    public Task PlayAsync(CancellationToken cancellationToken) => _session.IngestAsync(ReadAsync(cancellationToken), cancellationToken);

    /// <summary>Makes everything durable.</summary>
    public Task CheckpointAsync() => _session.CheckpointAsync();

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ObservationBatch batch in _source.ReadAsync(cancellationToken))
        {
            _clock.Advance(NewestOf(batch));
            _alerts.Handing(batch);
            yield return batch;

            // Whoever asks for the next one has taken this one.
            foreach (PhaseRead read in batch.Reads)
            {
                Hear(read.Tag);
            }

            foreach (SensorRead reading in batch.Readings)
            {
                Hear(reading.Tag);
            }

            Volatile.Write(ref _observations, _observations + batch.Count);
        }
    }

    private void Hear(string tag)
    {
        int index = (int)(_source.Names.ItemOf(tag)!.Value - _wave.FirstItem);
        if (!_isHeard[index])
        {
            _isHeard[index] = true;
            Volatile.Write(ref _things, _things + 1);
        }
    }

    private static DateTimeOffset NewestOf(ObservationBatch batch)
    {
        DateTimeOffset read = batch.Reads.IsEmpty ? DateTimeOffset.MinValue : batch.Reads[^1].Time;
        return batch.Readings.IsEmpty || batch.Readings[^1].Time < read ? read : batch.Readings[^1].Time;
    }
}
