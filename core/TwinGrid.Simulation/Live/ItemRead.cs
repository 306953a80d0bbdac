using TwinGrid.Simulation.Naming;

namespace TwinGrid.Simulation.Live;

/// <summary>One read of one item.</summary>
/// <param name="Second">When, in seconds since the world began.</param>
/// <param name="Item">Number of the item.</param>
/// <param name="Reader">By which reader of a place.</param>
/// <param name="Place">Which of the wave's places of that kind: the load at the factory, the truck at the hub, the van at the shop; 0 in the centre.</param>
public readonly record struct ItemRead(int Second, long Item, ReaderKind Reader, short Place);

/// <summary>One reading of a temperature logger.</summary>
/// <param name="Second">When, in seconds since the world began.</param>
/// <param name="Item">Number of the item that carries the logger.</param>
/// <param name="Celsius">Temperature, °C.</param>
public readonly record struct ItemReading(int Second, long Item, float Celsius);
