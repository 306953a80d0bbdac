using System.Collections.Immutable;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Presence;
using TwinGrid.Grains.Regions;

namespace TwinGrid.Grains.Objects;

/// <content>Sightings: where antennas hear it.</content>
public sealed partial class ObjectGrain
{
    private FactOutbox _presenceFacts = null!;
    private PresenceWatch? _presence;
    private DateTimeOffset _lastSighting;

    /// <inheritdoc/>
    public Task ObserveSightings(ImmutableArray<TagSighting> sightings)
    {
        _lastSighting = time.GetUtcNow();
        _presence ??= new PresenceWatch(presence.State, options.Value.Presence);
        _presence.Take(Name, sightings, _presenceFacts);
        return _presenceFacts.IsEmpty ? Task.CompletedTask : SaveAll();
    }

    /// <inheritdoc/>
    public async Task<bool> CheckPresence()
    {
        _presence?.Judge(Name, time.GetUtcNow() - _lastSighting, _presenceFacts);
        if (!_presenceFacts.IsEmpty)
        {
            await SaveAll();
        }

        return _presence is { IsPresent: true };
    }

    /// <summary>What fails is tried again by the next sighting, check or flush: memory is ahead of storage till then.</summary>
    private async Task WritePresence()
    {
        if (_presence is { IsDirty: true } watch)
        {
            watch.Store(presence.State);
            presence.State.Pending = _presenceFacts.ToStored();
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

        await _presenceFacts.Deliver();
    }
}
