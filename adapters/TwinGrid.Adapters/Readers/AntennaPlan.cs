using TwinGrid.Model;

namespace TwinGrid.Adapters.Readers;

/// <summary>What is known beforehand of one antenna of a reader.</summary>
/// <param name="Port">Number of the antenna at its reader, from 1.</param>
/// <param name="Place">Where its phase centre is, in metres.</param>
/// <param name="PhaseOffset">
/// What cable, port and antenna add to the measured two-way phase, in radians: subtracted from it. Zero when it wasn't calibrated.
/// </param>
/// <param name="Zone">Name of the place that it overlooks, such as dock-1; null for that of the whole reader.</param>
public sealed record AntennaPlan(int Port, Position Place, Radians PhaseOffset = default, string? Zone = null);
