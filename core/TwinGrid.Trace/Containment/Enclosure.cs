namespace TwinGrid.Trace.Containment;

/// <summary>A span [From, Until) in which a thing was inside a container, at any depth: what the container went through then, it went through too.</summary>
/// <param name="Container">The container.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; null while it has not.</param>
/// <param name="Depth">1 for the container that the thing itself was in, 2 for the one round that, and so on.</param>
/// <param name="Via">What was in the container: the thing itself, or the container next to it.</param>
public sealed record Enclosure(string Container, DateTimeOffset From, DateTimeOffset? Until, int Depth, string Via)
{
    /// <summary>Whether a moment lies in the span.</summary>
    public bool Holds(DateTimeOffset time) => From <= time && !(time >= Until);
}

/// <summary>A thing inside a container, with what is inside of it.</summary>
/// <param name="Epc">The thing or class.</param>
/// <param name="From">Since when it was inside.</param>
/// <param name="Quantity">Amount of a class; null for a single thing and for an amount that is not known.</param>
/// <param name="Unit">Unit of the amount; null for a count.</param>
/// <param name="IsAttached">Whether it is associated with its container rather than aggregated into it.</param>
/// <param name="Contents">What is inside of it.</param>
public sealed record Content(string Epc, DateTimeOffset From, decimal? Quantity, string? Unit, bool IsAttached, IReadOnlyList<Content> Contents);

/// <summary>A thing that was inside a container, at any depth, within a span of time.</summary>
/// <param name="Epc">The thing or class.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; null while it has not.</param>
/// <param name="Via">The container that it was in itself: the one asked for, or one inside of that.</param>
public sealed record Held(string Epc, DateTimeOffset From, DateTimeOffset? Until, string Via);
