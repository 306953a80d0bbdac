using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>A polling cycle of a reader beside what the reader knew of its tags at rest.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Time">When the cycle ended.</param>
/// <param name="Purpose">Whether its replies name their tags.</param>
/// <param name="Known">Features of each known tag at rest; without phases for a tag that is known to be away.</param>
/// <param name="Replies">The replies of the cycle.</param>
/// <param name="Matches">For each known tag the reply that is its own or shows it at rest, as an index; −1 where there is none.</param>
[GenerateSerializer, Immutable, Alias("twingrid.cycle-evidence")]
public sealed record CycleEvidence(
    [property: Id(0)] string Reader,
    [property: Id(1)] DateTimeOffset Time,
    [property: Id(2)] PollingPurpose Purpose,
    [property: Id(3)] ImmutableArray<CycleReply> Known,
    [property: Id(4)] ImmutableArray<CycleReply> Replies,
    [property: Id(5)] ImmutableArray<int> Matches);
