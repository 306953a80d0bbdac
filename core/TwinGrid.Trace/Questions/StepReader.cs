using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>Steps as one question reads them: each thing's once, all of them counted. Not for several threads.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="limits">How far the question may go.</param>
public sealed class StepReader(IEventSteps source, QuestionLimits limits)
{
    private readonly Dictionary<string, IReadOnlyList<EventStep>> _ofThing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<EventStep>> _inside = new(StringComparer.Ordinal);
    private readonly Dictionary<long, IReadOnlyList<EventStep>> _ofEvent = [];
    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How far the question may go.</summary>
    public QuestionLimits Limits { get; } = limits;

    /// <summary>What the answer leaves out, in words; empty when it is whole.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Says that the answer leaves something out.</summary>
    public void Note(string line) => _notes.Add(line);

    /// <summary>Whether one more thing fits into a list; notes it when it does not.</summary>
    public bool HasRoom(int count)
    {
        if (count < Limits.Things)
        {
            return true;
        }

        Note(FormattableString.Invariant($"incomplete: only the first {Limits.Things:N0} things are listed"));
        return false;
    }

    /// <summary>Whether containers may be followed to a depth; notes it when they may not.</summary>
    public bool IsReachable(int depth)
    {
        if (depth <= Limits.Depth)
        {
            return true;
        }

        Note(FormattableString.Invariant($"incomplete: containers are followed {Limits.Depth} deep and no further"));
        return false;
    }

    /// <summary>Every step of a thing.</summary>
    /// <exception cref="QuestionLimitException">Too many steps.</exception>
    public async Task<IReadOnlyList<EventStep>> OfAsync(string epc, CancellationToken cancellationToken) =>
        _ofThing.TryGetValue(epc, out IReadOnlyList<EventStep>? known)
            ? known
            : _ofThing[epc] = Counted(await source.OfAsync(epc, cancellationToken));

    /// <summary>Every step of events whose parent this is.</summary>
    /// <exception cref="QuestionLimitException">Too many steps.</exception>
    public async Task<IReadOnlyList<EventStep>> InsideAsync(string parent, CancellationToken cancellationToken) =>
        _inside.TryGetValue(parent, out IReadOnlyList<EventStep>? known)
            ? known
            : _inside[parent] = Counted(await source.InsideAsync(parent, cancellationToken));

    /// <summary>Every step of one event.</summary>
    /// <exception cref="QuestionLimitException">Too many steps.</exception>
    public async Task<IReadOnlyList<EventStep>> OfEventAsync(long sequence, CancellationToken cancellationToken) =>
        _ofEvent.TryGetValue(sequence, out IReadOnlyList<EventStep>? known)
            ? known
            : _ofEvent[sequence] = Counted(await source.OfEventAsync(sequence, cancellationToken));

    /// <summary>Steps at a place in a span of time.</summary>
    /// <exception cref="QuestionLimitException">Too many steps.</exception>
    public async Task<IReadOnlyList<EventStep>> AtAsync(string place, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        Counted(await source.AtAsync(place, from, until, cancellationToken));

    /// <summary>Things whose newest event with a business location names this one.</summary>
    /// <exception cref="QuestionLimitException">Too many.</exception>
    public async Task<IReadOnlyList<string>> LastSeenAtAsync(string place, CancellationToken cancellationToken)
    {
        var things = new List<string>();
        await foreach (string thing in source.LastSeenAtAsync(place, cancellationToken))
        {
            Count(1);
            things.Add(thing);
        }

        return things;
    }

    private IReadOnlyList<EventStep> Counted(IReadOnlyList<EventStep> steps)
    {
        Count(steps.Count);
        return steps;
    }

    private void Count(int more)
    {
        _count += more;
        if (_count > Limits.Steps)
        {
            throw new QuestionLimitException(Limits.Steps);
        }
    }
}
