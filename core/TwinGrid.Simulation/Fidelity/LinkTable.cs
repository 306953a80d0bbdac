namespace TwinGrid.Simulation.Fidelity;

/// <summary>What one reader misses of a class of tags, against distance.</summary>
/// <param name="Device">Letter of the class.</param>
/// <param name="Surroundings">Name of the surroundings.</param>
/// <param name="Yield">Share of the tags that can be read at one moment, against metres.</param>
/// <param name="Miss">Share of the tags that can't be read at any moment of a pass, against metres at its nearest point.</param>
public sealed record LinkTable(string Device, string Surroundings, TableCurve Yield, TableCurve Miss)
{
    /// <summary>Share of the tags that can be read at one moment; nearer than the table as at its first entry, farther as at its last.</summary>
    /// <param name="metres">Distance.</param>
    public TableValue YieldAt(double metres) => Yield.InterpolateOrHold(metres);

    /// <summary>Share of the tags that a pass misses; nearer than the table as at its first entry, farther as at its last.</summary>
    /// <param name="metres">Distance at the nearest point.</param>
    public TableValue MissAt(double metres) => Miss.InterpolateOrHold(metres);
}
