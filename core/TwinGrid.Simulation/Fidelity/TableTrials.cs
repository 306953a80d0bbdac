namespace TwinGrid.Simulation.Fidelity;

/// <summary>How many trials stand behind each entry of the tables.</summary>
public sealed record TableTrials
{
    /// <summary>Those of the shipped tables.</summary>
    public static TableTrials Default { get; } = new();

    /// <summary>Tags inventoried for an entry, in as many whole regions as that makes, within the two bounds. Default 400,000.</summary>
    public int InventoryTags { get; init; } = 400_000;

    /// <summary>Fewest regions of an entry. Default 8.</summary>
    public int LeastRegions { get; init; } = 8;

    /// <summary>Most regions of an entry. Default 2,000.</summary>
    public int MostRegions { get; init; } = 2_000;

    /// <summary>Tags that pass a reader for an entry. Default 20,000.</summary>
    public int Passes { get; init; } = 20_000;

    /// <summary>Tags in rooms of an entry, in as many whole rooms as that makes, but at least <see cref="LeastRooms"/>. Default 2,000.</summary>
    public int RoomTags { get; init; } = 2_000;

    /// <summary>Fewest rooms of an entry. Default 40.</summary>
    public int LeastRooms { get; init; } = 40;

    /// <summary>Regions for an entry of so many tags.</summary>
    internal int Regions(int tags) => Math.Clamp(InventoryTags / tags, LeastRegions, MostRegions);

    /// <summary>Rooms for an entry of so many tags.</summary>
    internal int Rooms(int tags) => Math.Max(LeastRooms, RoomTags / tags);

    /// <summary>Throws when a count is too small to tell an error by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is too small.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(InventoryTags);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastRegions, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostRegions, LeastRegions);
        ArgumentOutOfRangeException.ThrowIfLessThan(Passes, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(RoomTags);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastRooms, 2);
    }
}
