using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace TwinGrid.Grains.Regions;

/// <content>
/// Sightings, and the watch for objects that fall silent: one timer and, for the time in which no activation of the region lives, one
/// reminder for all of its objects. Each object decides itself whether it has left.
/// </content>
public sealed partial class RegionGrain : IRemindable
{
    private const string PresenceReminder = "presence";
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DateTimeOffset> _heardAt = new(StringComparer.Ordinal);
    private IGrainTimer? _presenceTimer;
    private bool _isPresenceUnsaved, _hasReminder;

    /// <inheritdoc/>
    public async Task ObserveSightings(ImmutableArray<TagSighting> sightings)
    {
        Dictionary<string, ImmutableArray<TagSighting>.Builder> shares = Grouping.By(sightings, sighting => NameOfObject(sighting.Tag));
        DateTimeOffset now = time.GetUtcNow();
        foreach (string name in shares.Keys)
        {
            _unflushed.Add(name);
            if (!_heardAt.ContainsKey(name))
            {
                _isPresenceUnsaved |= state.State.Heard.Add(name);
            }

            _heardAt[name] = now;
        }

        await Task.WhenAll(shares.Select(share => ObjectNamed(share.Key).ObserveSightings(share.Value.DrainToImmutable())));
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
        string[] silent = [.. state.State.Heard.Where(name => !_heardAt.TryGetValue(name, out DateTimeOffset at) || at <= quiet)];
        bool[] arePresent = await Task.WhenAll(silent.Select(name => ObjectNamed(name).CheckPresence()));
        foreach ((string name, bool isPresent) in silent.Zip(arePresent))
        {
            if (!isPresent)
            {
                _heardAt.Remove(name);
                _isPresenceUnsaved |= state.State.Heard.Remove(name);
            }
        }

        if (state.State.Heard.Count == 0)
        {
            await EndWatch();
        }
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => CheckPresence();

    private void WatchPresence()
    {
        if (state.State.Heard.Count > 0 && _presenceTimer is null)
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
            await state.WriteStateAsync();
            _isPresenceUnsaved = false;
        }
    }
}
