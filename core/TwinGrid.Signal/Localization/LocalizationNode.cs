using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>One end of links: an anchor whose position is known or a tag whose position is asked for.</summary>
public readonly record struct LocalizationNode
{
    private LocalizationNode(bool isAnchor, Position position)
    {
        IsAnchor = isAnchor;
        Position = position;
    }

    /// <summary>True when the position is known.</summary>
    public bool IsAnchor { get; }

    /// <summary>An anchor's position; for a tag only the height counts, and that in planar work only. Metres.</summary>
    public Position Position { get; }

    /// <summary>An anchor at a known position.</summary>
    public static LocalizationNode Anchor(Position position) => new(true, position);

    /// <summary>A tag to locate; in planar work at the known height <paramref name="height"/> in metres.</summary>
    public static LocalizationNode Tag(double height = 0) => new(false, new Position(0, 0, height));
}
