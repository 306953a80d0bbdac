namespace TwinGrid.Model;

/// <summary>
/// Identity of an observation. A source numbers what it reports from one upwards, without gaps, and never gives a number
/// twice: so an observation that comes again can be told from a new one.
/// </summary>
/// <param name="Source">Name of the adapter session or recording that reports.</param>
/// <param name="Sequence">Number within the source, from 1.</param>
public readonly record struct ObservationId(string Source, long Sequence);
