using TwinGrid.Simulation.Fidelity;

namespace TwinGrid.Simulation.Census;

/// <summary>What an inventory of a region of mean filling comes to.</summary>
/// <param name="Tags">Tags in it.</param>
/// <param name="Seconds">Time on air, seconds; half as many tags take about half as long.</param>
/// <param name="Empty">Share of the slots without a reply.</param>
/// <param name="One">Share of the slots with one reply.</param>
/// <param name="Collided">Share of the slots with several replies.</param>
public readonly record struct RegionInventoryFigures(Estimate Tags, Estimate Seconds, Estimate Empty, Estimate One, Estimate Collided)
{
    /// <summary>Looks a number of tags up; shares and seconds a tag beyond the table's ends are those of its ends.</summary>
    internal static RegionInventoryFigures Of(Estimate tags, InventoryTable table)
    {
        TableValue perTag = table.SecondsPerTag.InterpolateOrHold(tags.Value);
        return new RegionInventoryFigures(
            tags,
            new Estimate(perTag.Value * tags.Value, double.Hypot(perTag.StandardError * tags.Value, perTag.Value * tags.StandardError)),
            Share(table.EmptyShare),
            Share(table.SingletonShare),
            Share(table.CollisionShare));

        Estimate Share(TableCurve curve) => curve.InterpolateOrHold(tags.Value) is var share ? new Estimate(share.Value, share.StandardError) : default;
    }
}
