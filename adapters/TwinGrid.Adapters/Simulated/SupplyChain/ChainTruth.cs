using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>What became of a carton.</summary>
/// <param name="Epc">The carton, canonical.</param>
/// <param name="Lot">Its lot, canonical.</param>
/// <param name="Pallet">The pallet that it left the factory on, canonical.</param>
/// <param name="Stage">Where its life stands at the end: stored, on the shelf, sold, returned or decommissioned.</param>
/// <param name="Place">Where it is at the end, canonical; null when it is sold or is no more.</param>
/// <param name="Above">Time above the limit on its pallet.</param>
public sealed record CartonTruth(string Epc, string Lot, string Pallet, LifeStage Stage, string? Place, TimeSpan Above)
{
    /// <summary>Whether the stability budget is used up.</summary>
    public bool IsSpoilt => Above > ChainRules.Allowed;
}

/// <summary>What became of a pallet.</summary>
/// <param name="Epc">The pallet, canonical.</param>
/// <param name="Truck">0 for A, 1 for B.</param>
/// <param name="Zone">Zone of the warehouse that it was stored in.</param>
/// <param name="Position">Where it was put, in metres.</param>
/// <param name="Above">Time that the inside was above the limit while its logger recorded.</param>
/// <param name="MeanKinetic">Mean kinetic temperature of that record, without gaps, in degrees Celsius.</param>
/// <param name="Excursions">Ids of the rules that were broken.</param>
public sealed record PalletTruth(
    string Epc, int Truck, string Zone, Position Position, TimeSpan Above, double MeanKinetic, ImmutableArray<string> Excursions);

/// <summary>What truly happened in a simulated chain, for comparison with what its twins say. All EPCs are canonical.</summary>
public sealed record ChainTruth
{
    /// <summary>Every carton.</summary>
    public required ImmutableArray<CartonTruth> Cartons { get; init; }

    /// <summary>Every pallet.</summary>
    public required ImmutableArray<PalletTruth> Pallets { get; init; }

    /// <summary>The truck whose unit failed.</summary>
    public required string WarmTruck { get; init; }

    /// <summary>When its unit failed, and when it worked again.</summary>
    public required (DateTimeOffset From, DateTimeOffset Until) Failure { get; init; }

    /// <summary>Pallets, cases and cartons that were in it then.</summary>
    public required ImmutableHashSet<string> InWarmTruck { get; init; }

    /// <summary>The lot that is called back.</summary>
    public required string RecalledLot { get; init; }

    /// <summary>A carton of that lot that was in the failed truck, was sold and came back.</summary>
    public required string Traced { get; init; }

    /// <summary>Places of the events of that carton and its containers, in order, each once in a row.</summary>
    public required ImmutableArray<string> Path { get; init; }

    /// <summary>The carton that a sale named by mistake, and the one that was meant.</summary>
    public required (string Named, string Meant) WrongSale { get; init; }
}
