using TwinGrid.Grains.Facts;

namespace TwinGrid.Grains.Presence;

/// <summary>What an object keeps of where antennas heard it, between activations.</summary>
[GenerateSerializer, Alias("twingrid.presence-state")]
public sealed class PresenceState
{
    /// <summary>The fold of sightings and what was told of it, in stored form; null before the first sighting.</summary>
    [Id(0)]
    public byte[]? Story { get; set; }

    /// <summary>Facts that may not be in the log yet; null for none.</summary>
    [Id(1)]
    public List<FactEntry>? Pending { get; set; }
}
