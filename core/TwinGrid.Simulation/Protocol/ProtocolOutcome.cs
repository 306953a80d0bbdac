namespace TwinGrid.Simulation.Protocol;

/// <summary>What the inventory of a population came to.</summary>
/// <param name="Counts">Regions, tags, tag-rounds, frames and slots.</param>
/// <param name="MeanSeconds">Mean time on air of a region; NaN without regions.</param>
/// <param name="MedianSeconds">Half the regions take as long or less; told within 0.2 %.</param>
/// <param name="Percentile99Seconds">All regions but one in a hundred take as long or less; told within 0.2 %.</param>
public sealed record ProtocolOutcome(InventoryCounts Counts, double MeanSeconds, double MedianSeconds, double Percentile99Seconds);
