using System.Collections.Immutable;

namespace TwinGrid.Model;

/// <summary>What a polling cycle is for.</summary>
public enum PollingPurpose
{
    /// <summary>A full inventory: every reply names its tag, and their features are those of tags at rest.</summary>
    Inventory = 0,

    /// <summary>A quick poll without names: its replies are compared with the features of the inventories before.</summary>
    Poll = 1,
}

/// <summary>
/// One whole cycle in which a reader asked all its tags, as its receivers resolved the replies. It is one observation: which
/// tags were missing can only be told of a cycle that is complete.
/// </summary>
/// <param name="Id">Source and sequence number of the observation.</param>
/// <param name="Time">When the cycle ended.</param>
/// <param name="Purpose">Inventory or poll.</param>
/// <param name="Replies">The replies, in the order of the slots that they came in.</param>
public sealed record PollingCycle(ObservationId Id, DateTimeOffset Time, PollingPurpose Purpose, ImmutableArray<CycleReply> Replies);

/// <summary>The features of one tag's reply in a polling cycle.</summary>
/// <param name="Tag">Name of the tag in an inventory; empty in a poll.</param>
/// <param name="Phases">Phase profile at each antenna of the reader, in radians relative to the carrier's leakage; NaN where the antenna didn't hear it.</param>
/// <param name="PhaseDeviations">Standard deviation of each phase in radians, above zero; NaN where there is no phase.</param>
/// <param name="LengthSamples">Length of the reply in samples of the receiver, which tells the tag's link frequency; NaN where the reader can't tell.</param>
/// <param name="LengthDeviation">Standard deviation of the length in samples, above zero; NaN where there is no length.</param>
public sealed record CycleReply(
    string Tag,
    ImmutableArray<double> Phases,
    ImmutableArray<double> PhaseDeviations,
    double LengthSamples,
    double LengthDeviation);
