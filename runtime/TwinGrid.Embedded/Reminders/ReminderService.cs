using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>Calls grains when their reminders are due. Ticks of one reminder do not overlap; one missed is not made up for.</summary>
internal sealed class ReminderService(Engine engine, IReminderStore store, IOptions<ReminderOptions> options) : IEnginePart
{
    // A timer cannot wait for longer than 49 days; a day at a time is as good.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Running> _running = new();
    private readonly CancellationTokenSource _stopped = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in store.Load())
        {
            Run(entry);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_running.Values.Select(running => running.Loop)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        var shortest = options.Value.MinimumReminderPeriod;
        if (period < shortest || period == TimeSpan.Zero)
        {
            throw new ArgumentException($"Reminder '{name}': expected a period of at least {shortest}, found {period}.", nameof(period));
        }

        var entry = new ReminderEntry(grain, name, engine.Time.GetUtcNow() + dueTime, period);
        store.Save(entry);
        Run(entry);
        return Task.FromResult<IGrainReminder>(new Reminder(name));
    }

    public Task UnregisterAsync(GrainId grain, string name)
    {
        store.Delete(grain, name);
        if (_running.TryRemove((grain, name), out var running))
        {
            running.Cancel();
        }

        return Task.CompletedTask;
    }

    public IGrainReminder? Find(GrainId grain, string name) => _running.ContainsKey((grain, name)) ? new Reminder(name) : null;

    public List<IGrainReminder> Find(GrainId grain) =>
        [.. _running.Keys.Where(key => key.Grain == grain).Select(key => new Reminder(key.Name))];

    private void Run(ReminderEntry entry)
    {
        var next = new Running(CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token));
        _running.AddOrUpdate((entry.Grain, entry.Name), next, (_, former) =>
        {
            former.Cancel();
            return next;
        });

        // The first wait begins before this returns, or a clock that is moved at once could pass it by. The loop belongs to no
        // grain: it carries no caller's context and comes back to no caller's turn.
        using (ExecutionContext.SuppressFlow())
        {
            next.Loop = LoopAsync(entry, next.Token);
        }
    }

    private async Task LoopAsync(ReminderEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var due = NextDue(entry, engine.Time.GetUtcNow() - TimeSpan.FromTicks(1));
            while (true)
            {
                for (var wait = due - engine.Time.GetUtcNow(); wait > TimeSpan.Zero; wait = due - engine.Time.GetUtcNow())
                {
                    await Task.Delay(wait < LongestWait ? wait : LongestWait, engine.Time, cancellationToken).ConfigureAwait(false);
                }

                await TickAsync(entry).ConfigureAwait(false);
                due = NextDue(entry, engine.Time.GetUtcNow());
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end of a reminder that was changed, removed, or outlives its process.
        }
    }

    private static DateTimeOffset NextDue(ReminderEntry entry, DateTimeOffset after) => after < entry.First
        ? entry.First
        : entry.First + (((after - entry.First).Ticks / entry.Period.Ticks) + 1) * entry.Period;

    private async Task TickAsync(ReminderEntry entry)
    {
        try
        {
            var status = new TickStatus(entry.First.UtcDateTime, entry.Period, engine.Time.GetUtcNow().UtcDateTime);
            var call = new ReminderCall(entry.Name, status);
            if (engine.Admit(call))
            {
                engine.Catalog.Find(entry.Grain.Type).Deliver(entry.Grain.Key.ToString(), call);
            }

            await call.Promise.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            engine.Logger.LogWarning(exception, "Reminder '{Reminder}' of grain {Grain} failed; it goes on.", entry.Name, entry.Grain);
        }
    }

    private sealed record Reminder(string ReminderName) : IGrainReminder;

    private sealed class Running(CancellationTokenSource source)
    {
        public Task Loop { get; set; } = Task.CompletedTask;

        public CancellationToken Token { get; } = source.Token;

        public void Cancel()
        {
            // Disposed at once: else a reminder set anew often would leave its links behind with the service.
            source.Cancel();
            source.Dispose();
        }
    }

    private sealed class ReminderCall(string name, TickStatus status) : TaskCall
    {
        public override int GetArgumentCount() => 2;

        public override object? GetArgument(int index) => index switch
        {
            0 => name,
            1 => status,
            _ => base.GetArgument(index),
        };

        public override string GetMethodName() => nameof(IRemindable.ReceiveReminder);

        public override Type GetInterfaceType() => typeof(IRemindable);

        public override MethodInfo GetMethod() => typeof(IRemindable).GetMethod(nameof(IRemindable.ReceiveReminder))!;

        protected override Task Invoke(object grain) => ((IRemindable)grain).ReceiveReminder(name, status);
    }
}
