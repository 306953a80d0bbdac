namespace Orleans.Placement;

/// <summary>Where grains of a class are placed in a cluster. One process has one place, so this has no effect here.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PlacementAttribute : Attribute
{
    private protected PlacementAttribute()
    {
    }
}

/// <summary>Near the first caller. No effect in one process.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : PlacementAttribute;

/// <summary>Anywhere. No effect in one process.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute : PlacementAttribute;

/// <summary>By the hash of the key. No effect in one process.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HashBasedPlacementAttribute : PlacementAttribute;
