namespace TwinGrid.Signal.Protocol;

/// <summary>Something that is to happen.</summary>
/// <param name="Time">When, in ticks.</param>
/// <param name="Order">Settles which of two events at one time comes first: the one scheduled first.</param>
/// <param name="Kind">What, as its owner numbers it.</param>
/// <param name="Node">To whom.</param>
/// <param name="Stamp">Whatever its owner needs to know whether the event still stands.</param>
public readonly record struct ScheduledEvent(long Time, long Order, int Kind, int Node, int Stamp);

/// <summary>
/// The agenda of a discrete-event simulation: a heap with four children a node in one array, half as deep as a binary heap and
/// with the children side by side in memory. Events at one time leave in the order in which they came, so that a run depends on
/// its seed alone. Allocates when it grows and never else.
/// </summary>
public sealed class EventQueue
{
    private const int Arity = 4;

    private ScheduledEvent[] _heap;
    private long _order;

    /// <summary>An empty queue.</summary>
    /// <param name="capacity">Events it holds before it grows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not above zero.</exception>
    public EventQueue(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _heap = new ScheduledEvent[capacity];
    }

    /// <summary>Events waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an event.</summary>
    /// <param name="time">When, in ticks.</param>
    /// <param name="kind">What.</param>
    /// <param name="node">To whom.</param>
    /// <param name="stamp">Handed back with it.</param>
    public void Schedule(long time, int kind, int node, int stamp)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * _heap.Length);
        }

        var added = new ScheduledEvent(time, _order++, kind, node, stamp);
        int hole = Count++;
        while (hole > 0)
        {
            int parent = (hole - 1) / Arity;
            if (!IsBefore(added, _heap[parent]))
            {
                break;
            }

            _heap[hole] = _heap[parent];
            hole = parent;
        }

        _heap[hole] = added;
    }

    /// <summary>Takes the earliest event, or answers false when there is none.</summary>
    public bool TryTake(out ScheduledEvent earliest)
    {
        if (Count == 0)
        {
            earliest = default;
            return false;
        }

        earliest = _heap[0];
        ScheduledEvent last = _heap[--Count];
        int hole = 0;
        for (int child = 1; child < Count; child = Arity * hole + 1)
        {
            int least = child, end = Math.Min(child + Arity, Count);
            for (int i = child + 1; i < end; i++)
            {
                if (IsBefore(_heap[i], _heap[least]))
                {
                    least = i;
                }
            }

            if (!IsBefore(_heap[least], last))
            {
                break;
            }

            _heap[hole] = _heap[least];
            hole = least;
        }

        _heap[hole] = last;
        return true;
    }

    private static bool IsBefore(in ScheduledEvent one, in ScheduledEvent other) =>
        one.Time < other.Time || (one.Time == other.Time && one.Order < other.Order);
}
