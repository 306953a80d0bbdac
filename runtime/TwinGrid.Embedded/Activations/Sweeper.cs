using System.Collections.Concurrent;

namespace TwinGrid.Embedded;

/// <summary>
/// The engine's one periodic timer: moves the clock, has activations with pending calls check their time limits, and
/// looks for idle activations every collection quantum.
/// </summary>
internal sealed class Sweeper : IDisposable
{
    private readonly ConcurrentQueue<Activation> _watched = new();
    private readonly Engine _engine;
    private readonly ITimer _timer;
    private readonly long _quantum;
    private long _nextCollection;
    private int _sweeping;

    public Sweeper(Engine engine)
    {
        _engine = engine;
        _quantum = (long)engine.Collection.CollectionQuantum.TotalMilliseconds;
        _nextCollection = _quantum;
        _timer = engine.Time.CreateTimer(static state => ((Sweeper)state!).Sweep(), this, engine.SweepPeriod, engine.SweepPeriod);
    }

    /// <summary>Has the activation look at its calls' time limits at the next sweep.</summary>
    public void Watch(Activation activation) => _watched.Enqueue(activation);

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) != 0)
        {
            return;
        }

        try
        {
            _engine.Clock.Update();

            // As many as there are now: those that still have calls pending come back for the next sweep.
            for (var count = _watched.Count; count > 0 && _watched.TryDequeue(out var activation); count--)
            {
                activation.TryEnqueue(new Instruction(static self => self.ExpireCalls()));
            }

            if (_engine.Clock.Now >= _nextCollection)
            {
                _nextCollection = _engine.Clock.Now + _quantum;
                Collect();
            }
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }

    private void Collect()
    {
        foreach (var grains in _engine.Catalog.Classes)
        {
            var age = grains.CollectionAge;
            if (age == long.MaxValue)
            {
                continue;
            }

            var collect = new Action<Activation>(activation => activation.DeactivateIfIdle(age));
            foreach (var activation in grains.Activations)
            {
                if (activation.IsIdle(age))
                {
                    activation.TryEnqueue(new Instruction(collect));
                }
            }
        }
    }
}
