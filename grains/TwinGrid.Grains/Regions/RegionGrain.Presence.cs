using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains.Objects;

namespace TwinGrid.Grains.Regions;

/// <content>
/// Sightings, and the watch for objects that fall silent: one timer and, for the time in which no activation of the region lives, one
/// reminder for all of its objects. Each object decides itself whether it has left.
/// </content>
public sealed partial class RegionGrain : IRemindable
{
    private const string PresenceReminder = "presence";
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(1);

    /// <summary>When each object that may be present was heard, by its key: the one text that its twin is known by as well. The least instant where a former activation heard it.</summary>
    private readonly Dictionary<string, DateTimeOffset> _heardAt = new(StringComparer.Ordinal);
    private IGrainTimer? _presenceTimer;
    private bool _isPresenceUnsaved, _hasReminder;

    /// <inheritdoc/>
    public async Task ObserveSightings(ImmutableArray<TagSighting> sightings)
    {
        Dictionary<string, ImmutableArray<TagSighting>.Builder> shares = Grouping.By(sightings, sighting => NameOfObject(sighting.Tag));
        DateTimeOffset now = time.GetUtcNow();
        string site = TwinKeys.SiteOf(this.GetPrimaryKeyString());
        var calls = new List<Task>(shares.Count);
        foreach ((string name, ImmutableArray<TagSighting>.Builder share) in shares)
        {
            _unflushed.Add(name);
            string key = TwinKeys.InSite(site, name);
            ref DateTimeOffset heard = ref CollectionsMarshal.GetValueRefOrAddDefault(_heardAt, key, out bool isKnown);
            _isPresenceUnsaved |= !isKnown;
            heard = now;
            calls.Add(GrainFactory.GetGrain<IObjectGrain>(key).ObserveSightings(share.DrainToImmutable()));
        }

        await Task.WhenAll(calls);
        WatchPresence();
        if (!_hasReminder)
        {
            TimeSpan period = options.Value.Presence.TimeOut > ShortestReminder ? options.Value.Presence.TimeOut : ShortestReminder;
            await this.RegisterOrUpdateReminder(PresenceReminder, period, period);
            _hasReminder = true;
        }
    }

    /// <inheritdoc/>
    public async Task CheckPresence()
    {
        DateTimeOffset quiet = time.GetUtcNow() - options.Value.Presence.Window;
        string[] silent = [.. _heardAt.Where(heard => heard.Value <= quiet).Select(heard => heard.Key)];
        bool[] arePresent = await Task.WhenAll(silent.Select(key => GrainFactory.GetGrain<IObjectGrain>(key).CheckPresence()));
        foreach ((string key, bool isPresent) in silent.Zip(arePresent))
        {
            if (!isPresent)
            {
                _isPresenceUnsaved |= _heardAt.Remove(key);
            }
        }

        if (_heardAt.Count == 0)
        {
            await EndWatch();
        }
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => CheckPresence();

    private void TakeUpPresence()
    {
        string site = TwinKeys.SiteOf(this.GetPrimaryKeyString());
        foreach (string name in state.State.Heard)
        {
            _heardAt[TwinKeys.InSite(site, name)] = DateTimeOffset.MinValue;
        }

        state.State.Heard = [];
    }

    /// <summary>Writes the state with the names of those heard, which in memory only the table above holds.</summary>
    private async Task WriteState(CancellationToken cancellationToken = default)
    {
        state.State.Heard = [.. _heardAt.Keys.Select(TwinKeys.NameOf)];
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        finally
        {
            state.State.Heard = [];
        }
    }

    private void WatchPresence()
    {
        if (_heardAt.Count > 0 && _presenceTimer is null)
        {
            TimeSpan period = options.Value.Presence.TimeOut / 4;
            _presenceTimer = this.RegisterGrainTimer(CheckInTime, period, period);
        }
    }

    private async Task CheckInTime()
    {
        try
        {
            await CheckPresence();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whoever could not answer is asked again.
            log.LogError(fault, "Region {Region} could not ask its objects whether they have left", this.GetPrimaryKeyString());
        }
    }

    private async Task EndWatch()
    {
        _presenceTimer?.Dispose();
        _presenceTimer = null;
        await SavePresence();
        if (await this.GetReminder(PresenceReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _hasReminder = false;
    }

    private async Task SavePresence()
    {
        if (_isPresenceUnsaved)
        {
            await WriteState();
            _isPresenceUnsaved = false;
        }
    }
}
