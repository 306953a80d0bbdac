using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>An object's newest stay at a place that antennas overlook.</summary>
/// <param name="Place">Name of the region, or region/zone where the antenna has a zone.</param>
/// <param name="Antenna">Where the antenna is that heard it strongest of late, in metres.</param>
/// <param name="Arrived">When it was first heard there.</param>
/// <param name="LastSeen">When it was last heard there.</param>
/// <param name="Left">When it left: then it was last heard; null while it is there.</param>
/// <param name="RssiDbm">Strongest power in the last second in which it was heard there, in dBm.</param>
/// <param name="TooLate">Sightings that came behind the retention and were left out, since the first.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-presence")]
public sealed record ObjectPresence(
    [property: Id(0)] string Place,
    [property: Id(1)] Position Antenna,
    [property: Id(2)] DateTimeOffset Arrived,
    [property: Id(3)] DateTimeOffset LastSeen,
    [property: Id(4)] DateTimeOffset? Left,
    [property: Id(5)] double RssiDbm,
    [property: Id(6)] long TooLate);
