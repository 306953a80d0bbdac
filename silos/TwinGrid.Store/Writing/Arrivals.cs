namespace TwinGrid.Store.Writing;

/// <summary>Wakes those who wait for something behind a place in a sequence.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next commit of this process.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something was committed.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>
    /// Waits until a sequence has gone past a place. Other processes may write the same database: once a second it is asked.
    /// </summary>
    public async Task WaitAsync(long sequence, Func<CancellationToken, Task<long>> last, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next = Next;
            if (await last(cancellationToken) > sequence)
            {
                return;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), time, waiting.Token));
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
