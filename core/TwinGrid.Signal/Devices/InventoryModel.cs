using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Signal.Devices;

/// <summary>How many tags a cell identifies in a second, under framed slotted access with as many slots as tags.</summary>
/// <param name="TagsPerSecond">Tags identified a second.</param>
public sealed record InventoryModel(Sourced TagsPerSecond)
{
    /// <summary>Share of slots with one reply when a frame has as many slots as there are tags, and of those with none.</summary>
    private static double Single => Math.Exp(-1);

    /// <summary>EPC Gen2 at a common link of fixed readers; durations of all slots by the standard's formulas.</summary>
    public static InventoryModel Gen2 { get; } = Of(new SlotTiming(LinkParameters.Fast));

    /// <summary>Cellular access: twelve subcarriers of 5 kb/s, 188 bits for an identity with its grant and check.</summary>
    public static InventoryModel CellularAccess { get; } =
        new(Sourced.Assumed(12 * 5e3 * Single / 188, "12 subcarriers × 5 kb/s × 1/e / 188 bits; the white paper gives no rate"));

    /// <summary>The rate of a Gen2 link whose frames have as many slots as tags: 1/e of the slots are empty, 1/e single, the rest collide.</summary>
    /// <param name="timing">Durations of its slots.</param>
    public static InventoryModel Of(SlotTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        double slot = Single * (timing.EmptySlot + timing.IdentifiedSlot) + (1 - 2 * Single) * timing.ReplySlot;
        return new InventoryModel(Sourced.Assumed(Single / slot, "EPC Gen2 slots, frame as long as the tags are many; the white paper gives no rate"));
    }
}
