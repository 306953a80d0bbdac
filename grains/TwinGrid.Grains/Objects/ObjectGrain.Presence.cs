using System.Collections.Immutable;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Presence;
using TwinGrid.Grains.Regions;

namespace TwinGrid.Grains.Objects;

/// <content>Sightings: where antennas hear it.</content>
public sealed partial class ObjectGrain
{
    private FactOutbox? _presenceFacts;
    private PresenceWatch? _presence;
    private long _lastSighting; // by the silo's clock, in UTC ticks

    private FactOutbox PresenceFacts => _presenceFacts ??= Outbox();

    /// <inheritdoc/>
    public Task ObserveSightings(ImmutableArray<TagSighting> sightings)
    {
        _lastSighting = time.GetUtcNow().UtcTicks;
        _presence ??= new PresenceWatch(presence.State, options.Value.Presence);
        _presence.Take(Name, sightings, PresenceFacts);
        return PresenceFacts.IsEmpty ? Task.CompletedTask : SaveAll();
    }

    /// <inheritdoc/>
    public async Task<bool> CheckPresence()
    {
        Presence()?.Judge(Name, new TimeSpan(time.GetUtcNow().UtcTicks - _lastSighting), PresenceFacts);
        if (!PresenceFacts.IsEmpty)
        {
            await SaveAll();
        }

        bool isPresent = Presence() is { IsPresent: true };
        RestPresence();
        return isPresent;
    }

    /// <summary>Its presence, unpacked; null before the first sighting.</summary>
    private PresenceWatch? Presence() =>
        _presence ??= presence.RecordExists && presence.State.Story is not null ? new PresenceWatch(presence.State, options.Value.Presence) : null;

    /// <summary>What fails is tried again by the next sighting, check or flush: memory is ahead of storage till then.</summary>
    private async Task WritePresence()
    {
        if (_presence is { IsDirty: true } watch)
        {
            watch.Store(presence.State);
            presence.State.Pending = PresenceFacts.IsEmpty ? null : PresenceFacts.ToStored();
            try
            {
                await presence.WriteStateAsync();
            }
            catch
            {
                watch.MarkUnsaved();
                throw;
            }
        }

        await Deliver(_presenceFacts);
        RestPresence();
    }

    /// <summary>At rest the stored form is all that it keeps.</summary>
    private void RestPresence()
    {
        if (_presence is not { IsDirty: true } && _presenceFacts is not { IsEmpty: false })
        {
            (_presence, _presenceFacts) = (null, null);
            if (presence.RecordExists)
            {
                // They are in the log: what storage still holds of them only says that they may not be.
                presence.State.Pending = null;
            }
        }
    }
}
