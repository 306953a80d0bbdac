using System.Collections.Immutable;

namespace TwinGrid.Grains;

/// <summary>Splits batches for the twins they are for.</summary>
internal static class Grouping
{
    /// <summary>Items by name, each group in the order of the items, ready to be drained.</summary>
    public static Dictionary<string, ImmutableArray<T>.Builder> By<T>(ImmutableArray<T> items, Func<T, string> nameOf)
    {
        var groups = new Dictionary<string, ImmutableArray<T>.Builder>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            string name = nameOf(item);
            if (!groups.TryGetValue(name, out ImmutableArray<T>.Builder? group))
            {
                groups[name] = group = ImmutableArray.CreateBuilder<T>(4);
            }

            group.Add(item);
        }

        return groups;
    }
}
