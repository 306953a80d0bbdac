namespace TwinGrid.Signal.Protocol;

/// <summary>The outcome of a run.</summary>
/// <param name="Collection">From cold until every link estimate had reached a sink.</param>
/// <param name="Refresh">From a move until the values it changed had; null where none was asked for or the collection did not end.</param>
/// <param name="Events">Events that the simulation handled.</param>
public sealed record ProtocolReport(PhaseFigures Collection, PhaseFigures? Refresh, long Events);
