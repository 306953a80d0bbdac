using System.Collections.Immutable;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>Something that a simulated chain tells the outside.</summary>
/// <param name="Time">When it is told, which may be long after it happened.</param>
public abstract record ChainHappening(DateTimeOffset Time);

/// <summary>A partner sends an EPCIS document.</summary>
/// <param name="Time">When.</param>
/// <param name="Json">The document, UTF-8.</param>
/// <param name="Events">How many events are in it.</param>
public sealed record DocumentSent(DateTimeOffset Time, ReadOnlyMemory<byte> Json, int Events) : ChainHappening(Time);

/// <summary>A logger tag hands over readings: late ones, doubled ones, or those of now.</summary>
/// <param name="Time">When.</param>
/// <param name="Tag">Name of the logger tag.</param>
/// <param name="Subject">Name of the twin of the thing that the tag is on.</param>
/// <param name="Readings">The readings, oldest first.</param>
public sealed record ReadingsSent(DateTimeOffset Time, string Tag, string Subject, ImmutableArray<Reading> Readings) : ChainHappening(Time);

/// <summary>The tags of a zone of the warehouse have probed one another.</summary>
/// <param name="Time">When the last of them had.</param>
/// <param name="Zone">Name of the zone.</param>
/// <param name="Probes">What they measured; tags on things bear the name of the thing's twin.</param>
public sealed record TagsProbed(DateTimeOffset Time, string Zone, ImmutableArray<Probe> Probes) : ChainHappening(Time);

/// <summary>Something that a watcher would see; no twin is told.</summary>
/// <param name="Time">When.</param>
/// <param name="Text">In one line.</param>
public sealed record SceneChanged(DateTimeOffset Time, string Text) : ChainHappening(Time);
