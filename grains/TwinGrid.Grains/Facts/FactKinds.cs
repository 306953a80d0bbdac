namespace TwinGrid.Grains.Facts;

/// <summary>Kinds of the facts that twins tell of places and lives; those of readings and excursions stand beside their payloads in core.</summary>
public static class FactKinds
{
    /// <summary>An object that had no position has one: <c>position {x, y, z}, covariance {xx, xy, yy, xz, yz, zz}</c>, metres.</summary>
    public const string Located = "object-located";

    /// <summary>The majority of an object's tags has moved: <c>from, to {x, y, z}</c>, metres.</summary>
    public const string Moved = "object-moved";

    /// <summary>The evidence no longer says where an object is: <c>status</c> too-few-links, ambiguous or inconsistent.</summary>
    public const string Lost = "object-lost";

    /// <summary>The tags of an object voted otherwise on its motion: <c>verdict</c> stationary, moving, missing or newly-joined, <c>error_probability</c>.</summary>
    public const string MotionChanged = "object-motion-changed";

    /// <summary>Antennas hear an object at another place than before, or again: <c>place</c> (region or region/zone), <c>antenna {x, y, z}</c> in metres, <c>stay</c> (its number).</summary>
    public const string Arrived = "object-arrived";

    /// <summary>An object is heard elsewhere, or nowhere any more: <c>place, arrived, stay</c>.</summary>
    public const string Left = "object-left";

    /// <summary>Captured events say that an object entered another stage of its life: <c>from, to, place, as_of</c> (sequence of the newest event looked at).</summary>
    public const string LifeStageChanged = "life-stage-changed";
}
