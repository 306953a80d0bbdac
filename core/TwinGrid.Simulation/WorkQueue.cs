namespace TwinGrid.Simulation;

/// <summary>Numbered pieces of work on several cores: each core takes the next piece when it is done with one, and keeps scratch of its own.</summary>
internal static class WorkQueue
{
    /// <summary>Works off all pieces.</summary>
    /// <param name="count">Number of pieces.</param>
    /// <param name="workers">Most cores to use, above zero; null for all.</param>
    /// <param name="progress">Told the share of the pieces done; called from several threads, one at a time.</param>
    /// <param name="start">Makes a core's scratch.</param>
    /// <param name="work">Does one piece.</param>
    /// <param name="finish">Takes a core's scratch when no piece is left; one core at a time, in no order.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <exception cref="OperationCanceledException">The token asked for an end.</exception>
    public static void Run<TScratch>(
        long count,
        int? workers,
        IProgress<double>? progress,
        Func<TScratch> start,
        Action<TScratch, long> work,
        Action<TScratch> finish,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers ?? 1, nameof(workers));
        int cores = workers ?? Environment.ProcessorCount;
        long next = -1, done = 0;
        var gate = new Lock();
        Parallel.For(0, cores, new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken }, _ =>
        {
            TScratch scratch = start();
            for (long piece = Interlocked.Increment(ref next); piece < count; piece = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(scratch, piece);
                lock (gate)
                {
                    progress?.Report((double)++done / count);
                }
            }

            lock (gate)
            {
                finish(scratch);
            }
        });
    }
}
