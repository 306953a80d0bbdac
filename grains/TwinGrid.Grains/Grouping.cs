using System.Collections.Immutable;

namespace TwinGrid.Grains;

/// <summary>Splits batches for the twins they are for.</summary>
internal static class Grouping
{
    /// <summary>Items by name, each group in the order of the items.</summary>
    public static Dictionary<string, ImmutableArray<T>> By<T>(ImmutableArray<T> items, Func<T, string> nameOf)
    {
        var builders = new Dictionary<string, ImmutableArray<T>.Builder>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            string name = nameOf(item);
            if (!builders.TryGetValue(name, out ImmutableArray<T>.Builder? group))
            {
                builders[name] = group = ImmutableArray.CreateBuilder<T>();
            }

            group.Add(item);
        }

        return builders.ToDictionary(entry => entry.Key, entry => entry.Value.DrainToImmutable(), StringComparer.Ordinal);
    }
}
