using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.ColdChain.Kinetics;

/// <summary>
/// The mean kinetic temperature of the last stretch of time. Two stacks of partial sums make a queue: what leaves the window is
/// dropped, never subtracted, because after a spike has left, the difference of two nearly equal sums would be all rounding.
/// </summary>
internal sealed class SlidingKineticMean
{
    private readonly double _activationEnergy;
    private readonly TimeSpan _window;
    private readonly Stack<Entry> _leaving;
    private readonly List<Entry> _arriving;
    private KineticMean _arrived;

    /// <summary>An empty window.</summary>
    public SlidingKineticMean(double activationEnergy, TimeSpan window)
    {
        (_activationEnergy, _window) = (activationEnergy, window);
        (_leaving, _arriving, _arrived) = (new(), [], KineticMean.Empty(activationEnergy));
    }

    private SlidingKineticMean(SlidingKineticMean other)
    {
        (_activationEnergy, _window, _arrived) = (other._activationEnergy, other._window, other._arrived);
        _leaving = new Stack<Entry>(other._leaving.Reverse());
        _arriving = [.. other._arriving];
    }

    /// <summary>Number of stretches held.</summary>
    public int Count => _leaving.Count + _arriving.Count;

    /// <summary>A copy that goes its own way.</summary>
    public SlidingKineticMean Fork() => new(this);

    /// <summary>Takes in a stretch of known temperature that begins no earlier than the last one ended.</summary>
    public void Add(DateTimeOffset start, DateTimeOffset end, double celsius)
    {
        if (_arriving.Count > 0 && _arriving[^1] is var last && last.End == start && last.Celsius == celsius)
        {
            _arriving[^1] = last with { End = end };
        }
        else
        {
            _arriving.Add(new Entry(start, end, celsius, default));
        }

        _arrived = _arrived.With(celsius, (end - start).TotalSeconds);
    }

    /// <summary>The mean over the window that ends at an instant; what lies wholly before it is dropped.</summary>
    public KineticMean At(DateTimeOffset end)
    {
        DateTimeOffset start = end - _window;
        while (Oldest() is { } oldest && oldest.End <= start)
        {
            _leaving.Pop();
        }

        if (Oldest() is not { } first)
        {
            return KineticMean.Empty(_activationEnergy);
        }

        // The oldest stretch may stand astride the window's beginning: the sum behind it, and the part of it that is inside.
        _leaving.Pop();
        KineticMean behind = _leaving.TryPeek(out Entry second) ? second.FromHere.Plus(_arrived) : _arrived;
        _leaving.Push(first);
        DateTimeOffset from = first.Start > start ? first.Start : start;
        return behind.With(first.Celsius, (first.End - from).TotalSeconds);
    }

    /// <summary>Writes both stacks as they are: summed anew, the last digit might differ.</summary>
    public void Write(FormWriter form)
    {
        _arrived.Write(form);
        form.WriteAll(_arriving, entry => entry.Write(form));
        form.WriteAll(_leaving, entry => entry.Write(form));
    }

    /// <summary>Takes up, while it is new, what <see cref="Write"/> wrote.</summary>
    public void Restore(FormReader form)
    {
        _arrived = KineticMean.Read(form);
        _arriving.AddRange(form.All(() => Entry.Read(form)));
        List<Entry> leaving = form.All(() => Entry.Read(form));
        leaving.Reverse();
        leaving.ForEach(_leaving.Push);
    }

    private Entry? Oldest()
    {
        if (_leaving.Count == 0)
        {
            KineticMean sum = KineticMean.Empty(_activationEnergy);
            for (int i = _arriving.Count - 1; i >= 0; i--)
            {
                Entry entry = _arriving[i];
                sum = sum.With(entry.Celsius, (entry.End - entry.Start).TotalSeconds);
                _leaving.Push(entry with { FromHere = sum });
            }

            _arriving.Clear();
            _arrived = KineticMean.Empty(_activationEnergy);
        }

        return _leaving.TryPeek(out Entry oldest) ? oldest : null;
    }

    /// <summary>A stretch of one temperature, and in the leaving stack the mean from here to the stack's bottom.</summary>
    private readonly record struct Entry(DateTimeOffset Start, DateTimeOffset End, double Celsius, KineticMean FromHere)
    {
        public static Entry Read(FormReader form) => new(form.Time(), form.Time(), form.Number(), KineticMean.Read(form));

        public void Write(FormWriter form)
        {
            form.Write(Start);
            form.Write(End);
            form.Write(Celsius);
            FromHere.Write(form);
        }
    }
}
