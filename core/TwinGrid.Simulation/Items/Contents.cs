using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>What a container held, found from the container: the other direction of an item's way to its containers.</summary>
public sealed class Contents
{
    private readonly Lives _lives;
    private readonly Thing _container;

    /// <summary>The contents of a container.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="container">One of <see cref="ContainerStay.Kinds"/>.</param>
    /// <exception cref="ArgumentException">It is no container.</exception>
    public Contents(Lives lives, Thing container)
    {
        ArgumentNullException.ThrowIfNull(lives);
        if (!ContainerStay.Kinds.Contains(container.Kind))
        {
            throw new ArgumentException($"expected a case, pallet, load, trailer, truck or van, found a {container.Kind}", nameof(container));
        }

        (_lives, _container) = (lives, container);
    }

    /// <summary>The cases that were in it, by place: those that had not been lost, robbed or recalled when it was filled. A case holds itself.</summary>
    public IReadOnlyList<CaseFacts> Cases()
    {
        (long wave, int first, int count) = Places();
        WavePlan plan = _lives.Planner.Wave(wave);
        var cases = new List<CaseFacts>(count);
        for (int place = first; place < first + count; place++)
        {
            int inWave = _container.Kind is ThingKind.Truck or ThingKind.Van ? (int)plan.Dealing.Inverse(place) : place;
            CaseFacts theCase = _lives.Case(plan, inWave);
            if (ContainerStay.Planned(theCase, _container.Kind).From < theCase.TakenAt)
            {
                cases.Add(theCase);
            }
        }

        return cases;
    }

    /// <summary>The numbers of the items that were in it.</summary>
    public IEnumerable<long> Items() => Cases().SelectMany(theCase => ItemsOf(theCase));

    /// <summary>Those items of a case that had not left the chain when the container was filled.</summary>
    internal IReadOnlyList<long> ItemsOf(in CaseFacts theCase)
    {
        int from = ContainerStay.Planned(theCase, _container.Kind).From;
        var items = new List<long>(Numbering.ItemsPerCase);
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
        {
            if (from < _lives.Item(theCase, slot).EndsAt)
            {
                items.Add(theCase.Number * Numbering.ItemsPerCase + slot);
            }
        }

        return items;
    }

    /// <summary>The container's wave and its places: among the wave's cases or, of trucks and vans, in the order of dealing.</summary>
    private (long Wave, int First, int Count) Places()
    {
        int count = _container.Kind switch
        {
            ThingKind.Case => 1,
            ThingKind.Pallet => Numbering.CasesPerPallet,
            ThingKind.Van => Numbering.CasesPerVan,
            _ => Numbering.CasesPerLoad,
        };
        (long wave, long place) = Math.DivRem(_container.Number, Numbering.CasesPerWave / count);
        return (wave, (int)place * count, count);
    }
}
