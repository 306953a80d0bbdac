using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// What inventories came to, in whole numbers, so that sums are the same in any order. The time on air follows from them alone.
/// </summary>
public readonly record struct InventoryCounts
{
    /// <summary>Regions inventoried.</summary>
    public long Regions { get; init; }

    /// <summary>Tags in them.</summary>
    public long Tags { get; init; }

    /// <summary>Tags not read: out of the link's reach, or left when the reader gave up.</summary>
    public long UnreadTags { get; init; }

    /// <summary>Choices of a slot: one for each tag that takes part in a frame.</summary>
    public long TagRounds { get; init; }

    /// <summary>Frames opened.</summary>
    public long Frames { get; init; }

    /// <summary>Slots without a reply.</summary>
    public long EmptySlots { get; init; }

    /// <summary>Slots with one reply.</summary>
    public long SingletonSlots { get; init; }

    /// <summary>Slots with several replies.</summary>
    public long CollisionSlots { get; init; }

    /// <summary>Slots with several replies of which at least one was read, by capture or by resolving them all.</summary>
    public long ResolvedCollisions { get; init; }

    /// <summary>Bits by which a polling cycle tells tags whether their slot was resolved: one a slot of each frame that another follows.</summary>
    public long SilencingBits { get; init; }

    /// <summary>All slots.</summary>
    public long Slots => EmptySlots + SingletonSlots + CollisionSlots;

    /// <summary>Both together.</summary>
    public static InventoryCounts operator +(InventoryCounts left, InventoryCounts right) => new()
    {
        Regions = left.Regions + right.Regions,
        Tags = left.Tags + right.Tags,
        UnreadTags = left.UnreadTags + right.UnreadTags,
        TagRounds = left.TagRounds + right.TagRounds,
        Frames = left.Frames + right.Frames,
        EmptySlots = left.EmptySlots + right.EmptySlots,
        SingletonSlots = left.SingletonSlots + right.SingletonSlots,
        CollisionSlots = left.CollisionSlots + right.CollisionSlots,
        ResolvedCollisions = left.ResolvedCollisions + right.ResolvedCollisions,
        SilencingBits = left.SilencingBits + right.SilencingBits,
    };

    /// <summary>Both together; the operator by its name.</summary>
    public static InventoryCounts Add(InventoryCounts left, InventoryCounts right) => left + right;

    /// <summary>
    /// Seconds on air, regions one after another: each slot by what was in it, and what opens a frame in place of the QueryRep
    /// that a slot begins with. As <see cref="StandardInventory"/> and <see cref="PollingInventory"/> count them.
    /// </summary>
    /// <param name="scheme">How the air was shared.</param>
    /// <param name="timing">Durations of the link.</param>
    public double Seconds(AccessScheme scheme, SlotTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        double query = timing.Query - timing.QueryRepeat, adjust = timing.QueryAdjust - timing.QueryRepeat;
        return scheme switch
        {
            AccessScheme.Frames => Frames * query + IdentifiedSeconds(timing),
            AccessScheme.QAlgorithm => Regions * query + (Frames - Regions) * adjust + IdentifiedSeconds(timing),
            _ => Frames * query + SilencingBits * timing.BitSeconds + EmptySlots * timing.EmptySlot + (SingletonSlots + CollisionSlots) * timing.ReplySlot,
        };
    }

    private double IdentifiedSeconds(SlotTiming timing) =>
        EmptySlots * timing.EmptySlot
        + (SingletonSlots + ResolvedCollisions) * timing.IdentifiedSlot
        + (CollisionSlots - ResolvedCollisions) * timing.ReplySlot;
}
