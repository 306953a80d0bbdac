using System.Globalization;
using System.Reflection;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>What is read off a grain class once, at start-up.</summary>
internal static class GrainTypes
{
    /// <summary>The name given by <see cref="GrainTypeAttribute"/>, or the class's in lower case without "Grain" at its end.</summary>
    public static GrainType NameOf(Type implementation)
    {
        if (implementation.GetCustomAttribute<GrainTypeAttribute>() is { } named)
        {
            return GrainType.Create(named.Name);
        }

        var name = implementation.Name;
        var stem = name.EndsWith("Grain", StringComparison.OrdinalIgnoreCase) && name.Length > 5 ? name[..^5] : name;
        return GrainType.Create(stem.ToLower(CultureInfo.InvariantCulture));
    }

    /// <summary>True when the class has a body of its own for a lifetime method.</summary>
    public static bool Overrides(Type implementation, string method, Type[] parameters)
    {
        if (!implementation.IsAssignableTo(typeof(IGrainBase)))
        {
            return false;
        }

        var declaring = implementation.GetMethod(method, parameters)?.DeclaringType;
        return !implementation.IsAssignableTo(typeof(Grain)) || declaring != typeof(Grain);
    }

    /// <summary>Idle time before collection in milliseconds: by class, by attribute, or the common one.</summary>
    public static long CollectionAgeOf(Type implementation, GrainCollectionOptions options)
    {
        var age = options.ClassSpecificCollectionAge.TryGetValue(implementation.FullName!, out var specific) ? specific
            : implementation.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } attribute ? attribute.Age
            : options.CollectionAge;
        return age == Timeout.InfiniteTimeSpan || age == TimeSpan.MaxValue ? long.MaxValue : (long)age.TotalMilliseconds;
    }
}
