using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Trace;

/// <summary>The place that a thing's evidence last named.</summary>
/// <param name="Name">Business location, read point or region, canonical.</param>
/// <param name="Time">When it was seen there.</param>
/// <param name="IsPresent">Whether it is said to be there from then on; false where it was only seen, or has left since.</param>
public sealed record LifePlace(string Name, DateTimeOffset Time, bool IsPresent);

/// <summary>Evidence that does not go with the life before it, such as a thing received after it was decommissioned.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Sequence">The evidence's sequence.</param>
/// <param name="EventId">Id of the captured event; null for evidence of twins.</param>
/// <param name="Stage">The stage that the thing was in, and stays in.</param>
/// <param name="Claim">What the evidence says.</param>
public sealed record LifeAnomaly(DateTimeOffset Time, long Sequence, string? EventId, LifeStage Stage, LifeClaim Claim);

/// <summary>Where a thing is in its life. What <see cref="LifeCycle"/> folds evidence into.</summary>
public sealed record LifeState
{
    /// <summary>At most this many anomalies are kept, the earliest; the others are counted.</summary>
    public const int MaximumAnomalies = 16;

    /// <summary>Nothing is known.</summary>
    public static LifeState Unknown { get; } = new();

    /// <summary>The stage.</summary>
    public LifeStage Stage { get; init; }

    /// <summary>Since when; null while nothing is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The stage that it was last in when it rested somewhere: what it goes back to when it is taken out of a container again.</summary>
    public LifeStage Settled { get; init; }

    /// <summary>Newest disposition that an event gave it, canonical; null for none.</summary>
    public string? Disposition { get; init; }

    /// <summary>The place last named; null for none.</summary>
    public LifePlace? Place { get; init; }

    /// <summary>Time of the newest evidence; null for none.</summary>
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>The earliest anomalies, in order.</summary>
    public ImmutableArray<LifeAnomaly> Anomalies { get; init; } = [];

    /// <summary>How many anomalies there were, those that are not kept included.</summary>
    public int AnomalyCount { get; init; }

    /// <inheritdoc/>
    public bool Equals(LifeState? other) =>
        other is not null && Stage == other.Stage && Since == other.Since && Settled == other.Settled && Disposition == other.Disposition
        && Place == other.Place && LastTime == other.LastTime && AnomalyCount == other.AnomalyCount
        && Anomalies.AsSpan().SequenceEqual(other.Anomalies.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Stage, Since, Settled, Disposition, Place, LastTime, AnomalyCount);
}
