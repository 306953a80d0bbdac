namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>What a simulated chain is like. The defaults make 960 cartons of three lots on eight pallets.</summary>
public sealed record SupplyChainOptions
{
    private const int FewestPallets = 4, MostPallets = 64, MostInside = 100, MostLots = 20;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pallets, an even number from 4 to 64: the first half rides in truck A, the second in truck B.</summary>
    public int Pallets { get; init; } = 8;

    /// <summary>Cases on a pallet, 2 to 100.</summary>
    public int CasesPerPallet { get; init; } = 6;

    /// <summary>Cartons in a case, 4 to 100.</summary>
    public int CartonsPerCase { get; init; } = 20;

    /// <summary>Lots that the cartons are of, 2 to 20, one after the other over the cases.</summary>
    public int Lots { get; init; } = 3;

    /// <summary>Time between two readings of a logger tag, a whole number of seconds from 1 minute to 15.</summary>
    public TimeSpan LoggingInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Cartons in all.</summary>
    public int Cartons => Pallets * CasesPerPallet * CartonsPerCase;

    /// <summary>The same options when they can be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public SupplyChainOptions Required()
    {
        Within(Pallets, FewestPallets, MostPallets, "pallets");
        if (Pallets % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(null, $"pallets: expected an even number, found {Pallets}");
        }

        Within(CasesPerPallet, 2, MostInside, "cases on a pallet");
        Within(CartonsPerCase, 4, MostInside, "cartons in a case");
        Within(Lots, 2, MostLots, "lots");
        bool isWhole = LoggingInterval.Ticks % TimeSpan.TicksPerSecond == 0;
        if (!isWhole || LoggingInterval < TimeSpan.FromMinutes(1) || LoggingInterval > TimeSpan.FromMinutes(15))
        {
            throw new ArgumentOutOfRangeException(null, $"logging interval: expected whole seconds from 1 minute to 15, found {LoggingInterval}");
        }

        return this;
    }

    private static void Within(int value, int least, int most, string what)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(null, $"{what}: expected {least} to {most}, found {value}");
        }
    }
}
