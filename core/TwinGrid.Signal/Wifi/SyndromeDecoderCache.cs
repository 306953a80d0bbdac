namespace TwinGrid.Signal.Wifi;

/// <summary>
/// The decoders of the windows used last, so that the elimination is paid once for each frame length and place. Belongs to one
/// caller; not safe for use from several threads at once.
/// </summary>
/// <param name="capacity">Decoders kept, at least 1; the one unused for longest makes room.</param>
/// <param name="coding">What stands between bits and phases.</param>
public sealed class SyndromeDecoderCache(int capacity, LineCoding coding)
{
    private readonly int _capacity = capacity >= 1
        ? capacity
        : throw new ArgumentOutOfRangeException(nameof(capacity), FormattableString.Invariant($"expected room for at least 1 decoder, found {capacity}"));

    private readonly Dictionary<(int PsduBytes, int First, int Count), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>Decoders kept now.</summary>
    public int Count => _entries.Count;

    /// <summary>The decoder of a window of neighbouring symbols.</summary>
    /// <param name="psduBytes">Bytes of the frame, FCS included.</param>
    /// <param name="first">First symbol of the window, from the first of the PSDU.</param>
    /// <param name="count">Tag bits, 1 to 32.</param>
    /// <exception cref="ArgumentException">The window lies outside the frame or can't be solved.</exception>
    public SyndromeDecoder Window(int psduBytes, int first, int count)
    {
        (int, int, int) key = (psduBytes, first, count);
        if (_entries.TryGetValue(key, out LinkedListNode<Entry>? node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Decoder;
        }

        var decoder = new SyndromeDecoder(new FrameSyndrome(psduBytes, coding).Columns(TagLayout.Window(first, count)));
        if (_entries.Count == _capacity)
        {
            _entries.Remove(_byUse.Last!.Value.Key);
            _byUse.RemoveLast();
        }

        _entries[key] = _byUse.AddFirst(new Entry(key, decoder));
        return decoder;
    }

    private sealed record Entry((int, int, int) Key, SyndromeDecoder Decoder);
}
