using TwinGrid.Model;

namespace TwinGrid.Trace.Questions;

/// <summary>What a twin told of its place.</summary>
/// <param name="Epc">The thing, canonical.</param>
/// <param name="Time">When it was observed.</param>
/// <param name="Sequence">Its place in the log of facts.</param>
/// <param name="Signal">Located, moved, missing, lost, arrived or left.</param>
/// <param name="Position">Where it was, in metres; null where the evidence did not say.</param>
/// <param name="Covariance">Covariance in square metres; null where it was not told.</param>
public sealed record TwinSighting(string Epc, DateTimeOffset Time, long Sequence, LifeSignal Signal, Position? Position, PositionCovariance? Covariance)
{
    /// <summary>The sighting as evidence of a life.</summary>
    public LifeEvent ToEvidence() => new(Time, Sequence, Signal, null, null);
}

/// <summary>A stay of a twin at a place that antennas overlook, as its facts tell it.</summary>
/// <param name="Epc">The thing or the container whose twin it is, canonical.</param>
/// <param name="Place">The place, such as urn:twingrid:site/room/dock-1.</param>
/// <param name="Arrived">When it was first heard there.</param>
/// <param name="Left">When it left; null while it is there.</param>
public sealed record TwinPresence(string Epc, string Place, DateTimeOffset Arrived, DateTimeOffset? Left);

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

    /// <summary>The newest stay of a thing that began at a moment or before, as it was told then; null for none.</summary>
    /// <param name="epc">The thing, canonical.</param>
    /// <param name="at">The moment.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<TwinPresence?> PresenceAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The things that are at a place now, or in a zone of it, by arrival.</summary>
    /// <param name="place">The place, such as urn:twingrid:site/room.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<TwinPresence>> PresentAtAsync(string place, CancellationToken cancellationToken);
}

/// <summary>No twins: answers from events alone.</summary>
public sealed class NoSightings : ITwinSightings
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinSighting>> OfAsync(
        string epc, DateTimeOffset from, DateTimeOffset until, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TwinSighting>>([]);

    /// <inheritdoc/>
    public Task<TwinPresence?> PresenceAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken) => Task.FromResult<TwinPresence?>(null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinPresence>> PresentAtAsync(string place, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TwinPresence>>([]);
}
