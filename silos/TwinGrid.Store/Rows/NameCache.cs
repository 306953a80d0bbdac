using System.Collections.Concurrent;

namespace TwinGrid.Store.Rows;

/// <summary>A cache of bounded size: two generations, of which the older is dropped when the younger is full.</summary>
/// <param name="generationSize">Entries of a generation.</param>
internal sealed class GenerationCache<TKey, TValue>(int generationSize)
    where TKey : notnull
{
    private ConcurrentDictionary<TKey, TValue> _young = [], _old = [];
    private int _added;

    /// <summary>Looks an entry up and keeps it for longer.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        if (_young.TryGetValue(key, out value!))
        {
            return true;
        }

        if (_old.TryGetValue(key, out value!))
        {
            Set(key, value);
            return true;
        }

        return false;
    }

    /// <summary>Adds or replaces an entry.</summary>
    public void Set(TKey key, TValue value)
    {
        _young[key] = value;
        if (Interlocked.Increment(ref _added) >= generationSize)
        {
            Interlocked.Exchange(ref _added, 0);
            _old = _young;
            _young = [];
        }
    }
}

/// <summary>The number of a name, and whether it is known to be an EPC or class that an event mentions.</summary>
internal readonly record struct NameNumber(long Id, bool IsEpc);

/// <summary>Numbers of committed names, as many as fit; a number once committed never changes.</summary>
internal sealed class NameCache
{
    private const int GenerationSize = 65_536;

    /// <summary>Numbers by text.</summary>
    public GenerationCache<string, NameNumber> Numbers { get; } = new(GenerationSize);

    /// <summary>Texts by number.</summary>
    public GenerationCache<long, string> Texts { get; } = new(GenerationSize);
}
