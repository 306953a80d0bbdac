using TwinGrid.Adapters.Readers;
using TwinGrid.Grains.Exciters;

namespace TwinGrid.Silo.Sites.Model;

/// <summary>A reader, or the sink of a tag-to-tag network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Region">Name of the region that it serves.</param>
/// <param name="Antennas">Its antennas in order of their ports.</param>
/// <param name="Entry">The entry as JSON, to tell whether it has changed.</param>
public sealed record SiteReader(string Name, string Region, IReadOnlyList<SiteAntenna> Antennas, string Entry);

/// <summary>An antenna of a reader.</summary>
/// <param name="Plan">Port, place, phase offset and zone, as adapters know them.</param>
/// <param name="FacingDegrees">Where it looks, in degrees counterclockwise from growing x; null for all round or unknown.</param>
public sealed record SiteAntenna(AntennaPlan Plan, double? FacingDegrees);

/// <summary>A source of continuous wave.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plan">Place, frequency, power and duty.</param>
public sealed record SiteExciter(string Name, ExciterPlan Plan);
