using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>Inventory time and what slots hold, against the number of tags in a field.</summary>
/// <param name="Link">The link by name: "slow" or "fast", <see cref="Signal.Motion.Inventory.LinkParameters"/>'s default and fast one.</param>
/// <param name="Scheme">How the air is shared.</param>
/// <param name="SecondsPerTag">Time on air over tags, seconds, against tags.</param>
/// <param name="EmptyShare">Share of the slots without a reply.</param>
/// <param name="SingletonShare">Share of the slots with one reply.</param>
/// <param name="CollisionShare">Share of the slots with several replies.</param>
public sealed record InventoryTable(
    string Link, AccessScheme Scheme, TableCurve SecondsPerTag, TableCurve EmptyShare, TableCurve SingletonShare, TableCurve CollisionShare)
{
    /// <summary>Time on air for all tags of a region on average, seconds.</summary>
    /// <param name="tags">Tags, from 1 to 32,768.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside the table.</exception>
    public TableValue Seconds(int tags) => SecondsPerTag.Interpolate(tags).Times(tags);

    /// <summary>All figures at a number of tags.</summary>
    /// <param name="tags">Tags, from 1 to 32,768.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside the table.</exception>
    public InventoryFigures At(int tags) => new(
        SecondsPerTag.Interpolate(tags), EmptyShare.Interpolate(tags), SingletonShare.Interpolate(tags), CollisionShare.Interpolate(tags));
}
