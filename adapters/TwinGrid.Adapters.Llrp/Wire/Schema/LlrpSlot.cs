using System.Collections.Immutable;

namespace TwinGrid.Adapters.Llrp.Wire.Schema;

/// <summary>A place for parameters inside a message or parameter.</summary>
/// <param name="Least">How many must stand there.</param>
/// <param name="Most">How many may stand there; <see cref="int.MaxValue"/> for any number.</param>
/// <param name="Names">The parameters that may stand there; more than one where the standard gives a choice. "Custom" stands for every extension of a vendor.</param>
public sealed record LlrpSlot(int Least, int Most, ImmutableArray<string> Names);
