using System.Diagnostics;
using TwinGrid.Store;
using TwinGrid.Trace.Events;

namespace TwinGrid.Bench.Trace;

/// <summary>Documents captured by several callers at once: from bytes, through the reader's checks, to the acknowledged commit.</summary>
internal static class CaptureRun
{
    /// <summary>Callers at once; each waits for its document's commit before it sends the next.</summary>
    public const int Callers = 64;

    private const int DocumentsAtOnce = 1_000;

    /// <summary>Captures documents.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="source">The documents.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="onProgress">Told the share that is done.</param>
    /// <returns>Time from the first byte to the last acknowledgement.</returns>
    public static async Task<CaptureTime> CaptureAsync(ITraceStore store, DocumentSource source, int first, int count, Action<double> onProgress)
    {
        var time = new CaptureTime(0, TimeSpan.Zero);
        for (int done = 0; done < count; done += DocumentsAtOnce)
        {
            // Made beforehand: what it costs to write a document down is its sender's.
            byte[][] documents = [.. Enumerable.Range(first + done, Math.Min(DocumentsAtOnce, count - done)).Select(source.Document)];
            TimeSpan before = Environment.CpuUsage.TotalTime;
            double seconds = await CaptureAsync(store, documents);
            time = new CaptureTime(time.Seconds + seconds, time.Processor + Environment.CpuUsage.TotalTime - before);
            onProgress((double)(done + documents.Length) / count);
        }

        return time;
    }

    private static async Task<double> CaptureAsync(ITraceStore store, byte[][] documents)
    {
        int taken = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (int number = Interlocked.Increment(ref taken) - 1; number < documents.Length; number = Interlocked.Increment(ref taken) - 1)
            {
                EpcisEvent[] events = Read(documents[number]);
                IReadOnlyList<AppendOutcome> outcomes = await store.Events.AppendAsync(events, isAtomic: true, CancellationToken.None);
                if (outcomes.Any(outcome => outcome != AppendOutcome.Stored))
                {
                    throw new InvalidOperationException("a document: expected every event to be stored");
                }
            }
        })));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Events a second when each is a transaction of its own: what the same store does without groups.</summary>
    public static async Task<double> OneByOneAsync(ITraceStore store, DocumentSource source, int first, int count)
    {
        EpcisEvent[] events = [.. Enumerable.Range(first, count).SelectMany(number => Read(source.Document(number)))];
        long start = Stopwatch.GetTimestamp();
        foreach (EpcisEvent happening in events)
        {
            await store.Events.AppendAsync([happening], isAtomic: true, CancellationToken.None);
        }

        return events.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static EpcisEvent[] Read(byte[] document) =>
        [.. EpcisReader.ReadDocument(document).Events.Select(captured => captured.Event ?? throw captured.Fault!)];
}

/// <summary>How long documents took.</summary>
/// <param name="Seconds">Wall time, in seconds.</param>
/// <param name="Processor">Processor time of the process, over all cores.</param>
internal sealed record CaptureTime(double Seconds, TimeSpan Processor);
