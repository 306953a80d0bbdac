using TwinGrid.Grains.Facts;
using TwinGrid.Trace.Presence;

namespace TwinGrid.Grains.Presence;

/// <summary>What an object keeps of where antennas heard it, between activations.</summary>
[GenerateSerializer, Alias("twingrid.presence-state")]
public sealed class PresenceState
{
    /// <summary>The fold of sightings in stored form; null before the first.</summary>
    [Id(0)]
    public byte[]? Fold { get; set; }

    /// <summary>The stay that was told last; null for none.</summary>
    [Id(1)]
    public ToldEntry? Told { get; set; }

    /// <summary>Facts that may not be in the log yet; null for none.</summary>
    [Id(2)]
    public List<FactEntry>? Pending { get; set; }
}

/// <summary>A told stay as states keep it.</summary>
/// <param name="Number">Its number among those told, from 1.</param>
/// <param name="Place">Where: region or region/zone.</param>
/// <param name="Arrived">When its arrival was told to be.</param>
/// <param name="Left">When its leaving was told to be; null while it was not told.</param>
[GenerateSerializer, Immutable, Alias("twingrid.told-stay")]
public sealed record ToldEntry(
    [property: Id(0)] long Number,
    [property: Id(1)] string Place,
    [property: Id(2)] DateTimeOffset Arrived,
    [property: Id(3)] DateTimeOffset? Left)
{
    /// <summary>A stay as an entry.</summary>
    public static ToldEntry Of(ToldStay stay)
    {
        ArgumentNullException.ThrowIfNull(stay);
        return new(stay.Number, stay.Place, stay.Arrived, stay.Left);
    }

    /// <summary>The stay of an entry.</summary>
    public ToldStay ToStay() => new(Number, Place, Arrived, Left);
}
