using System.Collections.Immutable;
using TwinGrid.Grains.Links;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>
/// An area in which tags are localized together, keyed <c>site/region</c>. Updates are gathered; the region is localized a
/// short while after the first of them, or when asked.
/// </summary>
public interface IRegionGrain : IGrainWithStringKey
{
    /// <summary>Says how far the region reaches and how many dimensions it estimates.</summary>
    Task Configure(RegionPlan plan);

    /// <summary>Places an anchor; placing it again moves it.</summary>
    Task PlaceAnchor(string tag, Position place);

    /// <summary>Takes an anchor away: its tag is one to be located again. One that is none changes nothing.</summary>
    Task RemoveAnchor(string tag);

    /// <summary>Says which object a tag is on; a tag that was never bound is an object of its own name.</summary>
    Task Bind(string tag, string objectName);

    /// <summary>Says of several tags at once which objects they are on, by name of the tag.</summary>
    Task BindAll(ImmutableDictionary<string, string> objects);

    /// <summary>Takes the newest estimate of a link.</summary>
    Task UpdateLink(LinkEstimate estimate);

    /// <summary>Takes the newest phases of a tag along a reader's track.</summary>
    Task UpdateTrack(TrackEstimate track);

    /// <summary>Takes a polling cycle and hands each object the evidence of its own tags' motion.</summary>
    Task ObserveCycle(CycleEvidence evidence);

    /// <summary>Hands readings to the objects that their tags are on; returns when all have taken them.</summary>
    Task ObserveReadings(ImmutableArray<SensorRead> readings);

    /// <summary>Hands sightings to the objects that their tags are on; returns when all have taken them.</summary>
    Task ObserveSightings(ImmutableArray<TagSighting> sightings);

    /// <summary>Asks the objects that were heard here and have fallen silent whether they have left. The region does so by itself, too.</summary>
    Task CheckPresence();

    /// <summary>Localizes as <see cref="Locate"/> does, and makes durable every object that has taken readings or sightings since the last call.</summary>
    Task Flush();

    /// <summary>Localizes now if anything has changed, tells the objects, and returns when the outcome is durable.</summary>
    Task Locate();

    /// <summary>Where everything in the region is.</summary>
    Task<RegionSnapshot> Snapshot();

    /// <summary>The object that each bound tag is on, by name of the tag.</summary>
    Task<ImmutableDictionary<string, string>> Bindings();

    /// <summary>What the region knows round one tag.</summary>
    Task<TagNeighbourhood> Round(string tag);
}
