namespace TwinGrid.Simulation.World;

/// <summary>
/// How the objects are numbered: an item's number is its wave, load, pallet, case and slot, written in mixed radix, so that
/// each container's contents are a range of numbers and each item's containers follow by division.
/// </summary>
public static class Numbering
{
    /// <summary>Items in a case.</summary>
    public const int ItemsPerCase = 24;

    /// <summary>Cases on a pallet, five layers of eight.</summary>
    public const int CasesPerPallet = 40;

    /// <summary>Pallets in a trailer load.</summary>
    public const int PalletsPerLoad = 26;

    /// <summary>Loads that meet in a centre and leave it in as many trucks.</summary>
    public const int LoadsPerWave = 8;

    /// <summary>Vans that take a truck's load to as many shops.</summary>
    public const int VansPerTruck = 16;

    /// <summary>Cases of a trailer load, and of a truck's.</summary>
    public const int CasesPerLoad = CasesPerPallet * PalletsPerLoad;

    /// <summary>Cases that go to one shop.</summary>
    public const int CasesPerVan = CasesPerLoad / VansPerTruck;

    /// <summary>Cases of a wave.</summary>
    public const int CasesPerWave = CasesPerLoad * LoadsPerWave;

    /// <summary>Vans of a wave.</summary>
    public const int VansPerWave = VansPerTruck * LoadsPerWave;

    /// <summary>Items of a trailer load.</summary>
    public const int ItemsPerLoad = CasesPerLoad * ItemsPerCase;

    /// <summary>Items of a wave.</summary>
    public const int ItemsPerWave = CasesPerWave * ItemsPerCase;

    /// <summary>The case that holds an item.</summary>
    public static long CaseOf(long item) => item / ItemsPerCase;

    /// <summary>The pallet that holds a case.</summary>
    public static long PalletOf(long theCase) => theCase / CasesPerPallet;

    /// <summary>The trailer load that a case leaves the factory in.</summary>
    public static long LoadOf(long theCase) => theCase / CasesPerLoad;

    /// <summary>The wave a case belongs to.</summary>
    public static long WaveOf(long theCase) => theCase / CasesPerWave;
}
