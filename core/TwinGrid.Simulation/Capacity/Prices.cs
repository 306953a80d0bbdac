namespace TwinGrid.Simulation.Capacity;

/// <summary>A price.</summary>
/// <param name="Amount">Amount in the currency of the file, zero or above.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="IsAssumed">Whether nobody offered it.</param>
public sealed record Price(double Amount, string Source, bool IsAssumed);

/// <summary>What resources cost.</summary>
/// <param name="Currency">The currency of all amounts.</param>
/// <param name="CoreHour">A core for an hour.</param>
/// <param name="MemoryGigabyteMonth">A GB (10⁹ bytes) of memory for a month.</param>
/// <param name="DiskGigabyteMonth">A GB of disk for a month.</param>
/// <param name="NetworkGigabyte">A GB over the network.</param>
public sealed record Prices(string Currency, Price CoreHour, Price MemoryGigabyteMonth, Price DiskGigabyteMonth, Price NetworkGigabyte)
{
    /// <summary>Round numbers that nobody offered, for a plan without a price file.</summary>
    public static Prices Example { get; } = Same("EUR", 0.05, 3, 0.1, 0.05, "a round number of the right order, not an offer");

    private static Prices Same(string currency, double core, double memory, double disk, double network, string source) => new(
        currency, new(core, source, true), new(memory, source, true), new(disk, source, true), new(network, source, true));
}
