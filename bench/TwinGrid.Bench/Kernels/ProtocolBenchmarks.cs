using BenchmarkDotNet.Attributes;
using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Bench.Kernels;

/// <summary>The agenda of the discrete-event simulation: a thousand events wait while 100,000 pass; the library's queue beside it.</summary>
[MemoryDiagnoser]
public class EventQueueBenchmarks
{
    private const int Waiting = 1000, Passing = 100_000;

    private readonly EventQueue _queue = new(2 * Waiting);
    private readonly PriorityQueue<(int Kind, int Node, int Stamp), (long Time, long Order)> _library = new(2 * Waiting);

    [Benchmark(Baseline = true, OperationsPerInvoke = Passing)]
    public long Library()
    {
        var random = new SeededRandom(1);
        long order = 0, now = 0;
        for (int i = 0; i < Waiting + Passing; i++)
        {
            _library.Enqueue((0, i, 0), (now + random.NextIndex(10_000), order++));
            if (i >= Waiting)
            {
                _library.TryDequeue(out _, out (long Time, long Order) priority);
                now = priority.Time;
            }
        }

        _library.Clear();
        return now;
    }

    [Benchmark(OperationsPerInvoke = Passing)]
    public long Heap()
    {
        var random = new SeededRandom(1);
        long now = 0;
        for (int i = 0; i < Waiting + Passing; i++)
        {
            _queue.Schedule(now + random.NextIndex(10_000), 0, i, 0);
            if (i >= Waiting)
            {
                _queue.TryTake(out ScheduledEvent next);
                now = next.Time;
            }
        }

        while (_queue.TryTake(out _))
        {
        }

        return now;
    }
}

/// <summary>A whole collection in the demonstration room: 50 tags, 20 anchors, 4 of them sinks.</summary>
[MemoryDiagnoser]
public class ProtocolBenchmarks
{
    private static readonly ProtocolOptions Options = new();

    private readonly ProtocolNetwork _network = ProtocolNetwork.Create(new RoomOptions(), Options, 1);

    [Benchmark(Baseline = true)]
    public long PlainCarrierSense() => ProtocolSimulation.Run(_network, Options with { ReservesAir = false }, 1).Events;

    [Benchmark]
    public long Reserved() => ProtocolSimulation.Run(_network, Options, 1).Events;
}
