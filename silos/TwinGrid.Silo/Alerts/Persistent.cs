using Microsoft.Extensions.Logging;

namespace TwinGrid.Silo.Alerts;

/// <summary>Work that must go on: a store that is away for a while is waited for, and said so in the log of the process.</summary>
internal static class Persistent
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Does something until it succeeds or is cancelled.</summary>
    public static async Task<T> TryAsync<T>(Func<Task<T>> work, ILogger log, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
            {
                log.LogError(fault, "alerts: trying again in {Seconds} s", Pause.TotalSeconds);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
