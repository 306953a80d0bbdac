using System.Collections.Frozen;
using Orleans;
using Orleans.Runtime;

namespace TwinGrid.Embedded;

/// <summary>The grain classes and the proxies this engine knows, and which class answers for which interface.</summary>
internal sealed class Catalog
{
    private readonly FrozenDictionary<Type, Func<GrainReferenceTarget, GrainReference>> _proxies;
    private readonly FrozenDictionary<Type, GrainClass[]> _classesByInterface;
    private readonly FrozenDictionary<GrainType, GrainClass> _classesByType;

    public Catalog(Engine engine, IEnumerable<GrainManifest> manifests)
    {
        var parts = manifests.ToArray();
        _proxies = parts.SelectMany(part => part.Proxies).DistinctBy(entry => entry.Key).ToFrozenDictionary();
        Classes = [.. parts.SelectMany(part => part.Classes).Distinct().Select(implementation => new GrainClass(engine, implementation))];
        foreach (var same in Classes.GroupBy(grains => grains.Type).Where(group => group.Count() > 1))
        {
            throw new InvalidOperationException(
                $"Grain type '{same.Key}': expected one class, found {string.Join(", ", same.Select(g => g.Implementation))}. Use [GrainType].");
        }

        _classesByType = Classes.ToFrozenDictionary(grains => grains.Type);
        _classesByInterface = Classes
            .SelectMany(grains => grains.Implementation.GetInterfaces().Select(type => (type, grains)))
            .GroupBy(pair => pair.type, pair => pair.grains)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public GrainClass[] Classes { get; }

    /// <summary>A proxy of one interface for one grain.</summary>
    public GrainReference Refer(Type interfaceType, GrainClass grains, string key) =>
        _proxies.TryGetValue(interfaceType, out var create)
            ? create(new GrainReferenceTarget(grains, key))
            : interfaceType.IsAssignableFrom(typeof(UntypedReference))
                ? new UntypedReference(new GrainReferenceTarget(grains, key))
                : throw new ArgumentException(
                    $"{interfaceType}: expected a grain interface with a generated proxy; does its project use the generator of TwinGrid.Embedded?");

    /// <summary>The class whose name is <paramref name="type"/>.</summary>
    public GrainClass Find(GrainType type) => _classesByType.TryGetValue(type, out var grains)
        ? grains
        : throw new ArgumentException($"Grain type '{type}': found no such class.");

    /// <summary>The class that answers for an interface: the only one, the one with the prefix, or the namesake.</summary>
    public GrainClass Find(Type interfaceType, string? classPrefix)
    {
        if (!_classesByInterface.TryGetValue(interfaceType, out var candidates))
        {
            throw new ArgumentException($"Could not find an implementation for interface {interfaceType}.");
        }

        if (!string.IsNullOrEmpty(classPrefix))
        {
            candidates = [.. candidates.Where(grains => grains.Implementation.FullName!.StartsWith(classPrefix, StringComparison.Ordinal)
                || grains.Type.ToString().StartsWith(classPrefix, StringComparison.OrdinalIgnoreCase))];
        }

        if (candidates.Length != 1)
        {
            var namesake = interfaceType.Name[0] == 'I' ? interfaceType.Name[1..] : interfaceType.Name;
            candidates = candidates.Where(grains => grains.Implementation.Name == namesake).ToArray() is [var only] ? [only] : candidates;
        }

        return candidates is [var found] ? found : throw new ArgumentException(
            $"{interfaceType}: expected one grain class, found {string.Join(", ", candidates.Select(g => g.Implementation))}; name one by its prefix.");
    }
}

/// <summary>A reference through which nothing can be called: it only names a grain.</summary>
internal sealed class UntypedReference(GrainReferenceTarget target) : GrainReference(target), IGrain;
