using System.Collections.Immutable;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>A carton of vaccine.</summary>
/// <param name="Id">Its SGTIN.</param>
/// <param name="Lot">Its lot, from 0.</param>
internal sealed record Carton(EpcIdentity Id, int Lot);

/// <summary>A case of cartons of one lot.</summary>
/// <param name="Id">Its SSCC.</param>
/// <param name="Cartons">What is inside.</param>
internal sealed record CartonCase(EpcIdentity Id, ImmutableArray<Carton> Cartons);

/// <summary>A pallet of cases with a logger tag.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Id">Its SSCC.</param>
/// <param name="Truck">The truck that it rides in: 0 for A, 1 for B.</param>
/// <param name="Cases">What is on it.</param>
internal sealed record Pallet(int Index, EpcIdentity Id, int Truck, ImmutableArray<CartonCase> Cases)
{
    /// <summary>Whether it is taken apart in the warehouse: every other one is.</summary>
    public bool IsTakenApart => Index % 2 == 1;

    /// <summary>Its cases that go on to the shop: the first half of those of a pallet that is taken apart.</summary>
    public IEnumerable<CartonCase> ForShop => IsTakenApart ? Cases.Take((Cases.Length + 1) / 2) : [];

    /// <summary>Its cases that stay in the warehouse.</summary>
    public IEnumerable<CartonCase> Staying => IsTakenApart ? Cases.Skip((Cases.Length + 1) / 2) : Cases;

    /// <summary>Everything on it, and it itself.</summary>
    public IEnumerable<EpcIdentity> Everything => [Id, .. Cases.Select(box => box.Id), .. Cases.SelectMany(box => box.Cartons).Select(carton => carton.Id)];
}

/// <summary>Everything that moves through a chain.</summary>
internal static class ChainStock
{
    /// <summary>The pallets with all that is on them.</summary>
    public static ImmutableArray<Pallet> Make(SupplyChainOptions options, ChainNames names)
    {
        int cases = options.Pallets * options.CasesPerPallet;
        CartonCase[] boxes = [.. Enumerable.Range(0, cases).Select(box => new CartonCase(
            names.Case(box),
            [.. Enumerable.Range(box * options.CartonsPerCase, options.CartonsPerCase)
                .Select(carton => new Carton(names.Carton(carton), (int)((long)box * options.Lots / cases)))]))];
        return [.. boxes.Chunk(options.CasesPerPallet)
            .Select((onto, index) => new Pallet(index, names.Pallet(index), index < options.Pallets / 2 ? 0 : 1, [.. onto]))];
    }
}
