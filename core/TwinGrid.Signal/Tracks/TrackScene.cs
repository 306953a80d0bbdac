using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// Tags that stood still at the same time while an antenna went along a track. Tags that stand together belong into
/// one scene, because each scatters into its neighbours; tags more than about 2 m apart can be solved on their own.
/// </summary>
/// <param name="Tags">One list of points a tag, in any order; tags need not share places or channels.</param>
/// <param name="Bounds">
/// Where tags may be. The work is planar: positions come out at the height of <c>Bounds.Low.Z</c>. A straight track can't
/// tell its two sides apart: tags are sought on the side of the track that holds the larger part of the box.
/// </param>
public sealed record TrackScene(IReadOnlyList<IReadOnlyList<TrackPoint>> Tags, SearchBox Bounds);
