namespace TwinGrid.Signal.Protocol;

/// <summary>Links whose newest value a tag has yet to pass on, first come first served; a ring that grows and never shrinks.</summary>
internal sealed class LinkBacklog
{
    private int[] _ring = new int[16];
    private int _first;

    /// <summary>Links waiting.</summary>
    public int Count { get; private set; }

    /// <summary>The link at a place, 0 for the next to go.</summary>
    public int this[int place] => _ring[(_first + place) & (_ring.Length - 1)];

    /// <summary>Adds a link at the end.</summary>
    public void Add(int link)
    {
        if (Count == _ring.Length)
        {
            var grown = new int[2 * _ring.Length];
            for (int i = 0; i < Count; i++)
            {
                grown[i] = this[i];
            }

            _ring = grown;
            _first = 0;
        }

        _ring[(_first + Count++) & (_ring.Length - 1)] = link;
    }

    /// <summary>Takes the first <paramref name="count"/> links away.</summary>
    public void RemoveFirst(int count)
    {
        _first = (_first + count) & (_ring.Length - 1);
        Count -= count;
    }
}
