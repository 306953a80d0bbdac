using Microsoft.Extensions.Logging;
using TwinGrid.Store.States;

namespace TwinGrid.Silo.Leases;

/// <summary>
/// Work that one silo at a time does of all that share a database. A lease is a state that its holder writes anew every
/// <see cref="Renewal"/>. Whoever sees the same version for <see cref="Patience"/> takes it over; the holder gives its work up when it
/// could not write for <see cref="Trust"/>, which is shorter. Each measures by a clock of its own, so clocks needn't agree.
/// </summary>
/// <param name="states">Where leases are kept; null where no other silo can be: then work is simply done.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where faults are told.</param>
internal sealed class LeaseBook(IStateStore? states, TimeProvider time, ILogger<LeaseBook> log)
{
    /// <summary>How often a holder says that it is there.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3);

    /// <summary>How long a holder goes on that can't say so.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);

    /// <summary>How long a lease that isn't renewed is left alone: <see cref="Trust"/>, the grace of a delivery under way, and some.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Area = "leases";

    /// <summary>Waits for a change that this process makes, or until it is time to look for those of others.</summary>
    public async Task ChangedAsync(Task changed, CancellationToken stopping)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(changed, Task.Delay(states is null ? Timeout.InfiniteTimeSpan : Renewal, time, waiting.Token));
        await waiting.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Does work whenever this silo holds a lease, until stopped.</summary>
    /// <param name="name">Name of the lease.</param>
    /// <param name="work">The work, which ends when its token says that the lease is lost.</param>
    /// <param name="stopping">Ends it all.</param>
    public async Task HoldAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        if (states is null)
        {
            await work(stopping);
            return;
        }

        var key = new StateKey(Area, name, "");
        while (true)
        {
            long version = await TakeAsync(states, key, stopping);
            using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            Task<long> renewing = RenewAsync(states, key, version, held);
            try
            {
                await work(held.Token);
            }
            catch (OperationCanceledException) when (held.IsCancellationRequested && !stopping.IsCancellationRequested)
            {
                log.LogWarning("The lease {Name} is lost; another silo goes on with it", name);
            }
            finally
            {
                await held.CancelAsync();
                await GiveUpAsync(states, key, await renewing);
            }

            stopping.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> TakeAsync(IStateStore leases, StateKey key, CancellationToken stopping)
    {
        long? seen = null;
        long since = time.GetTimestamp();
        while (true)
        {
            try
            {
                long? current = (await leases.FindAsync(key, stopping))?.Version;
                if (current != seen)
                {
                    (seen, since) = (current, time.GetTimestamp());
                }

                if ((current is null || time.GetElapsedTime(since) >= Patience) && await leases.WriteAsync(key, current, [], stopping) is { } version)
                {
                    return version;
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                log.LogError(fault, "The lease {Name} could not be read; trying again in {Seconds} s", key.Key, Renewal.TotalSeconds);
            }

            await Task.Delay(Renewal, time, stopping);
        }
    }

    /// <summary>Renews until the work ends or the lease is lost, which cancels it.</summary>
    /// <returns>The version last written.</returns>
    private async Task<long> RenewAsync(IStateStore leases, StateKey key, long version, CancellationTokenSource held)
    {
        long last = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Renewal, time, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (held.IsCancellationRequested)
            {
                return version;
            }

            long begun = time.GetTimestamp();
            try
            {
                using var limit = new CancellationTokenSource(Trust - Renewal, time);
                if (await leases.WriteAsync(key, version, [], limit.Token) is not { } next)
                {
                    await held.CancelAsync();
                    return version;
                }

                (version, last) = (next, begun);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The lease {Name} could not be renewed", key.Key);
                if (time.GetElapsedTime(last) >= Trust - Renewal)
                {
                    await held.CancelAsync();
                    return version;
                }
            }
        }
    }

    /// <summary>Lets others have it at once; when that fails they wait.</summary>
    private async Task GiveUpAsync(IStateStore leases, StateKey key, long version)
    {
        try
        {
            await leases.WriteAsync(key, version, null, CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "The lease {Name} could not be given back", key.Key);
        }
    }
}
