using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>
/// A tag heard at a place within one second of the clock: what a reader makes of the reads of a batch, however many they are. It
/// has no count of reads, because a count of what may come again can't be added up; a sighting that comes again changes nothing.
/// </summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Place">Name of the region, or region/zone where the antenna has a zone.</param>
/// <param name="Antenna">Position of the antenna that heard it strongest, in metres.</param>
/// <param name="First">Time of the first read.</param>
/// <param name="Last">Time of the last read, in the same second.</param>
/// <param name="RssiDbm">Strongest power, in dBm.</param>
[GenerateSerializer, Immutable, Alias("twingrid.sighting")]
public readonly record struct TagSighting(
    [property: Id(0)] string Tag,
    [property: Id(1)] string Place,
    [property: Id(2)] Position Antenna,
    [property: Id(3)] DateTimeOffset First,
    [property: Id(4)] DateTimeOffset Last,
    [property: Id(5)] double RssiDbm);
