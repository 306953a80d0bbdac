using System.Collections.Concurrent;
using TwinGrid.Model;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Worlds;

/// <summary>Measures how long an alert takes: from its reading handed to a door to the fact readable in the log.</summary>
/// <param name="facts">The log.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class AlertWatch(IFactStore facts, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _handed = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<double> _milliseconds = new();

    /// <summary>Alerts seen so far.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>The latencies, rising.</summary>
    public double[] Milliseconds => [.. _milliseconds.Order()];

    /// <summary>Notes that readings are handed over now.</summary>
    public void Handing(ObservationBatch batch)
    {
        long now = time.GetTimestamp();
        foreach (SensorRead reading in batch.Readings)
        {
            _handed[reading.Tag] = now;
        }
    }

    /// <summary>Watches the log until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        (long after, _) = await facts.HeadAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            await facts.WaitAfterAsync(after, cancellationToken);
            await foreach (LoggedFact logged in facts.AfterAsync(after, cancellationToken))
            {
                after = logged.Sequence;
                if (logged.Fact.Kind == ExcursionFacts.Started && _handed.TryGetValue(logged.Fact.Subject, out long handed))
                {
                    _milliseconds.Enqueue(time.GetElapsedTime(handed).TotalMilliseconds);
                }
            }
        }
    }
}
