namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>What one run over all tags took.</summary>
/// <param name="Seconds">Duration, commands included.</param>
/// <param name="Frames">Frames opened.</param>
/// <param name="EmptySlots">Slots without a reply.</param>
/// <param name="SingletonSlots">Slots with one reply.</param>
/// <param name="CollisionSlots">Slots with several replies.</param>
/// <param name="UnreadTags">Tags left unread when the run gave up; 0 as a rule.</param>
public sealed record InventoryRun(double Seconds, int Frames, int EmptySlots, int SingletonSlots, int CollisionSlots, int UnreadTags)
{
    /// <summary>All slots.</summary>
    public int Slots => EmptySlots + SingletonSlots + CollisionSlots;
}
