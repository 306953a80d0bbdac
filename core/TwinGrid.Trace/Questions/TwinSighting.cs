using TwinGrid.Model;

namespace TwinGrid.Trace.Questions;

/// <summary>What a twin told of its place.</summary>
/// <param name="Epc">The thing, canonical.</param>
/// <param name="Time">When it was observed.</param>
/// <param name="Sequence">Its place in the log of facts.</param>
/// <param name="Signal">Located, moved, missing or lost.</param>
/// <param name="Position">Where it was, in metres; null where the evidence did not say.</param>
/// <param name="Covariance">Covariance in square metres; null where it was not told.</param>
public sealed record TwinSighting(string Epc, DateTimeOffset Time, long Sequence, LifeSignal Signal, Position? Position, PositionCovariance? Covariance)
{
    /// <summary>The sighting as evidence of a life.</summary>
    public LifeEvent ToEvidence() => new(Time, Sequence, Signal, null, null);
}

/// <summary>Where sightings come from.</summary>
public interface ITwinSightings
{
    /// <summary>The newest sightings of a thing in [from, until), oldest first.</summary>
    /// <param name="epc">The thing, canonical.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="until">Last moment, excluded.</param>
    /// <param name="count">At most so many, the newest.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<TwinSighting>> OfAsync(string epc, DateTimeOffset from, DateTimeOffset until, int count, CancellationToken cancellationToken);
}

/// <summary>No twins: answers from events alone.</summary>
public sealed class NoSightings : ITwinSightings
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinSighting>> OfAsync(
        string epc, DateTimeOffset from, DateTimeOffset until, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TwinSighting>>([]);
}
