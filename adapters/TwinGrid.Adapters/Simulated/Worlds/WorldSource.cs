using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TwinGrid.Model;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.World;

namespace TwinGrid.Adapters.Simulated.Worlds;

/// <summary>
/// What the readers and loggers round one centre of a simulated world report while a wave goes through it: reads without phases, and the
/// temperatures of cooled goods, in the order of time and at a multiple of its pace. It works a slice of time ahead; what has come due and
/// nobody has taken waits in a short queue, and while that is full the world stands still.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="wave">The wave.</param>
/// <param name="pace">When its seconds come.</param>
public sealed class WorldSource(WorldModel world, LiveWave wave, WorldPace pace) : IObservationSource
{
    /// <summary>Most observations of a batch.</summary>
    public const int BatchSize = 4096;

    /// <summary>Most batches that have come due and wait.</summary>
    public const int MostWaiting = 8;

    private const double SliceSeconds = 0.25, CarrierHz = 866e6, PowerDbm = -55;
    private const int ShortestSlice = 60, LongestSlice = 3600;
    private readonly WaveNames _names = new(world, wave);
    private Channel<ObservationBatch>? _due;
    private int _reached = pace.Start;

    /// <inheritdoc/>
    public string Name { get; } = "world:" + WorldPorts.CentreOf(wave.Centre);

    /// <summary>What its items are called.</summary>
    public WaveNames Names => _names;

    /// <summary>Batches that have come due and wait to be taken.</summary>
    public int Waiting => Volatile.Read(ref _due)?.Reader.Count ?? 0;

    /// <summary>The world's second up to which everything has been put into the queue.</summary>
    public int Reached => Volatile.Read(ref _reached);

    /// <inheritdoc/>
    /// <remarks>Begins at the start of the pace each time, with the same numbers: what comes again is recognised. Ends only when it is cancelled.</remarks>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var due = Channel.CreateBounded<ObservationBatch>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        Volatile.Write(ref _due, due);
        Task telling = Task.Run(() => TellAsync(due.Writer, end.Token), CancellationToken.None);
        try
        {
            await foreach (ObservationBatch batch in due.Reader.ReadAllAsync(cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            await end.CancelAsync();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(ChannelWriter<ObservationBatch> due, CancellationToken cancellationToken)
    {
        try
        {
            var slice = new Slice(world, Name, _names);
            int length = (int)Math.Clamp(pace.Speed * SliceSeconds, ShortestSlice, LongestSlice);
            for (int from = pace.Start; ; from += length)
            {
                slice.Fill(wave, from, from + length);
                await pace.WaitUntilAsync(from + length, cancellationToken);
                while (slice.Next() is { } batch)
                {
                    await due.WriteAsync(batch, cancellationToken);
                }

                Volatile.Write(ref _reached, from + length);
            }
        }
        catch (Exception fault)
        {
            due.Complete(fault);
        }
    }

    /// <summary>A span of time as batches: the reads first, then the readings, each by time.</summary>
    private sealed class Slice(WorldModel world, string source, WaveNames names)
    {
        private readonly List<ItemRead> _reads = [];
        private readonly List<ItemReading> _readings = [];
        private int _nextRead, _nextReading;
        private long _sequence;

        public void Fill(LiveWave wave, int from, int to)
        {
            wave.Between(from, to, _reads, _readings);
            (_nextRead, _nextReading) = (0, 0);
        }

        public ObservationBatch? Next()
        {
            int reads = Math.Min(BatchSize, _reads.Count - _nextRead), readings = Math.Min(BatchSize - reads, _readings.Count - _nextReading);
            if (reads + readings == 0)
            {
                return null;
            }

            ImmutableArray<PhaseRead> some = [.. _reads.Slice(_nextRead, reads).Select(Observed)];
            ImmutableArray<SensorRead> others = [.. _readings.Slice(_nextReading, readings).Select(Observed)];
            _nextRead += reads;
            _nextReading += readings;
            return new ObservationBatch([], some, [], others);
        }

        private PhaseRead Observed(ItemRead read)
        {
            int port = WorldPorts.PortOf(read.Reader, read.Place);
            return new PhaseRead(
                new ObservationId(source, ++_sequence),
                world.TimeOf(read.Second),
                names.TagOf(read.Item),
                new Position(port, 0, 2),
                CarrierHz,
                PhaseRadians: 0,
                Reads: 1,
                Concentration: 0,
                PowerDbm,
                port);
        }

        private SensorRead Observed(ItemReading reading)
        {
            string tag = names.TagOf(reading.Item);
            return new SensorRead(
                new ObservationId(WaveNames.LoggerOf(tag), 1 + reading.Second / LiveWave.LoggerSeconds), world.TimeOf(reading.Second), tag, Math.Round(reading.Celsius, 2));
        }
    }
}
