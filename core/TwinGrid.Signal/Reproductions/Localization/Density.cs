using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Localization;

/// <summary>Rooms of one number of anchors and tags.</summary>
/// <param name="Anchors">Anchors on the perimeter.</param>
/// <param name="Tags">Tags inside.</param>
/// <param name="IsHeadline">Whether the goals are held against it.</param>
/// <param name="LiteralRooms">Rooms for the literal form in a full run; it takes seconds a room.</param>
/// <param name="QuickLiteralRooms">The same in a quick run.</param>
internal sealed record Density(int Anchors, int Tags, bool IsHeadline, int LiteralRooms, int QuickLiteralRooms)
{
    /// <summary>The densities of the evaluation.</summary>
    public static IReadOnlyList<Density> All { get; } =
    [
        new(10, 50, false, 2, 0),
        new(20, 20, true, 6, 2),
        new(20, 50, true, 4, 2),
        new(20, 100, true, 2, 0),
        new(40, 50, false, 2, 0),
    ];

    /// <summary>The rooms.</summary>
    public RoomOptions Options => new() { AnchorCount = Anchors, TagCount = Tags };

    /// <summary>For people.</summary>
    public string Name => $"{Anchors} anchors, {Tags} tags";

    /// <summary>For machines.</summary>
    public string Key => $"{Anchors}_anchors_{Tags}_tags";
}
