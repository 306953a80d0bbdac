using TwinGrid.Model;

namespace TwinGrid.Grains.Tags;

/// <summary>
/// The twin of a tag, keyed <c>site/tag</c>: keeps its channel history, recent in memory and older in the archive, and
/// forwards what is new to its links.
/// </summary>
public interface ITagGrain : IGrainWithStringKey
{
    /// <summary>Takes observations of this tag; those taken before change nothing.</summary>
    /// <param name="readerKey">Reader that heard them.</param>
    /// <param name="regionKey">Region they were heard in.</param>
    /// <param name="batch">Probes received by this tag and reads of it.</param>
    Task Observe(string readerKey, string regionKey, ObservationBatch batch);

    /// <summary>The observations of a span of time, oldest first, from the archive and from memory.</summary>
    /// <param name="from">First moment, included.</param>
    /// <param name="to">Last moment, excluded.</param>
    Task<ObservationBatch> History(DateTimeOffset from, DateTimeOffset to);

    /// <summary>Makes this twin and its links durable.</summary>
    Task Flush();
}
