using System.Collections.Immutable;
using TwinGrid.Grains.ColdChain;
using TwinGrid.Grains.Facts;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.ColdChain.Rules;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Objects;

/// <content>Readings, rules, and the lives of excursions.</content>
public sealed partial class ObjectGrain : IRemindable
{
    private const string SilenceReminder = "silence";
    private HashSet<string>? _unflushed;
    private ColdChainWatch? _watch;
    private FactOutbox? _coldFacts;
    private long _lastArrival; // by the silo's clock, in UTC ticks
    private Task _saving = Task.CompletedTask;
    private bool _isUnsaved;

    private ColdChainWatch Cold => _watch ??= new ColdChainWatch(Site, Name, cold.State, options.Value);

    private FactOutbox ColdFacts => _coldFacts ??= Outbox();

    private bool HasRules => _watch is not null || (cold.RecordExists && cold.State.Rules is not null);

    /// <inheritdoc/>
    public async Task ObserveReadings(ImmutableArray<SensorRead> readings)
    {
        // The whole batch goes to what is inside, and first: what comes again comes because the line broke, and they may not have it.
        await HandOn(readings, (content, handed) => content.Inherit(Name, handed));
        await Take(readings);
    }

    /// <inheritdoc/>
    public Task Inherit(string container, ImmutableArray<SensorRead> readings) => Take(readings);

    /// <inheritdoc/>
    public async Task Watch(string rules)
    {
        try
        {
            Cold.Assign(AssignedRules.Of(rules), time.GetUtcNow());
        }
        catch (RuleFormatException fault)
        {
            // Without the fault itself: it is of core, and would not cross the wire.
            throw new ArgumentException(fault.Message, nameof(rules));
        }

        await SaveAll();
        if (Cold.WatchesGaps)
        {
            await this.RegisterOrUpdateReminder(SilenceReminder, options.Value.SilenceCheck, options.Value.SilenceCheck);
        }
        else if (await this.GetReminder(SilenceReminder) is { } former)
        {
            await this.UnregisterReminder(former);
        }
    }

    /// <inheritdoc/>
    public Task CheckSilence()
    {
        Cold.JudgeSilence(new DateTimeOffset(_lastArrival, TimeSpan.Zero), time.GetUtcNow());
        return SaveUrgent();
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => CheckSilence();

    /// <inheritdoc/>
    public Task Acknowledge(string excursion, string who, string note) => Act(excursion, new AcknowledgeExcursion(who, time.GetUtcNow(), note));

    /// <inheritdoc/>
    public Task Disposition(string excursion, string who, string verdict, string note) =>
        Act(excursion, new DispositionExcursion(who, time.GetUtcNow(), note, verdict));

    /// <inheritdoc/>
    public Task Close(string excursion, string who, string note) => Act(excursion, new CloseExcursion(who, time.GetUtcNow(), note));

    /// <inheritdoc/>
    public async Task Flush()
    {
        string[] contents = [.. _unflushed ?? []];
        await Task.WhenAll(contents.Select(name => ObjectNamed(name).Save()));
        _unflushed?.ExceptWith(contents);
        await Save();
    }

    /// <inheritdoc/>
    public Task Save() => _watch is { IsDirty: true } || _isUnsaved || _presence is { IsDirty: true } || !_saving.IsCompleted ? SaveAll() : Task.CompletedTask;

    private Task Take(ImmutableArray<SensorRead> readings)
    {
        _lastArrival = time.GetUtcNow().UtcTicks;
        Cold.Take(readings, Counts);
        return SaveUrgent();
    }

    private async Task Act(string excursion, ExcursionCommand command)
    {
        Cold.Decide(excursion, command);
        await SaveAll();
    }

    private bool Counts(Reading reading) => !IsWithdrawn(reading.Id) && ContainerReadings.Counts(cold.State.Life, reading);

    /// <summary>Saves at once only what can't wait: excursions. All else waits for the flush, until which the journal holds it.</summary>
    private Task SaveUrgent() => _watch is { IsUrgent: true } || _isUnsaved || _coldFacts is { IsEmpty: false } ? SaveAll() : Task.CompletedTask;

    /// <summary>Each state and its facts in one write, then the log. What fails is tried again by the next call: memory is ahead of storage till then.</summary>
    private async Task SaveAll()
    {
        // What interleaves must not write at the same time.
        while (!_saving.IsCompleted)
        {
            await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        Task writing = _saving = WriteAll();
        await writing;
        if (ReferenceEquals(_saving, writing))
        {
            // What is done holds on to all that doing it took.
            _saving = Task.CompletedTask;
        }
    }

    private async Task WriteAll()
    {
        await WriteCold();
        await WritePresence();
    }

    private async Task WriteCold()
    {
        if (_watch is { IsDirty: true } or { IsUrgent: true } || _isUnsaved)
        {
            foreach (FactRecord fact in Cold.Store(cold.State))
            {
                ColdFacts.Add(fact);
            }

            PruneContents();
            PruneWithdrawn();
            cold.State.Pending = ColdFacts.ToStored();
            _isUnsaved = false;
            try
            {
                await cold.WriteStateAsync();
            }
            catch
            {
                _isUnsaved = true;
                throw;
            }
        }

        await Deliver(_coldFacts);
    }
}
