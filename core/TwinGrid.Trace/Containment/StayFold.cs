using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Containment;

/// <summary>
/// Folds one thing's steps into its stays. Aggregation: a thing is in one container at a time, a class in any number. Association: a
/// thing may be attached to several. The rules are in docs/questions.md.
/// </summary>
public sealed class StayFold
{
    private readonly Dictionary<(EventKind Kind, string Container, string? Unit), Stay> _open = [];
    private readonly List<Stay> _stays = [];
    private readonly List<ContainmentAnomaly> _anomalies = [];

    private StayFold()
    {
    }

    /// <summary>The stays of a thing.</summary>
    /// <param name="steps">
    /// Steps of the thing, and steps in the role of a parent of those events that empty a container without naming a child. Steps that
    /// say nothing of containers are skipped. Any order.
    /// </param>
    public static ThingStays Of(IEnumerable<EventStep> steps)
    {
        var fold = new StayFold();
        foreach (EventStep step in steps.Where(IsOfContainers).OrderBy(step => step.Time).ThenBy(step => step.Sequence))
        {
            fold.Apply(step);
        }

        fold._stays.AddRange(fold._open.Values);
        return new(
            [.. fold._stays.OrderBy(stay => stay.From).ThenBy(stay => stay.FromSequence).ThenBy(stay => stay.Container, StringComparer.Ordinal)],
            fold._anomalies);
    }

    /// <summary>Whether a step puts its thing into a container, takes it out or sees it there, or empties one. Transactions do not.</summary>
    public static bool IsOfContainers(EventStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step is { IsWithdrawn: false, Kind: EventKind.AggregationEvent or EventKind.AssociationEvent, Action: not null }
            && (step.Role is EpcRole.Child or EpcRole.ChildClass ? step.Parent is not null : step is { Role: EpcRole.Parent, Action: EventAction.Delete });
    }

    private void Apply(EventStep step)
    {
        if (step.Role == EpcRole.Parent)
        {
            foreach (Stay stay in _open.Values.Where(stay => stay.Kind == step.Kind && stay.Container == step.Epc).ToArray())
            {
                Close(stay, step, StayEnd.Emptied);
            }

            return;
        }

        string container = step.Parent!;
        if (container == step.Epc)
        {
            Report(ContainmentFault.InsideItself, step, null);
            return;
        }

        bool isClass = step.Role == EpcRole.ChildClass;
        _open.TryGetValue((step.Kind, container, isClass ? step.Unit : null), out Stay? here);
        switch (step.Action)
        {
            case EventAction.Delete when here is null:
                Report(ContainmentFault.NotInside, step, null);
                break;
            case EventAction.Delete:
                TakeOut(here, step);
                break;
            case EventAction.Add when here is not null && isClass:
                Close(here, step, StayEnd.Changed);
                Open(step, here.Quantity + step.Quantity, here.IsObserved);
                break;
            default:
                if (here is null)
                {
                    PutIn(step, isClass);
                }

                break;
        }
    }

    private void PutIn(EventStep step, bool isClass)
    {
        if (!isClass && step.Kind == EventKind.AggregationEvent
            && _open.Values.FirstOrDefault(stay => stay.Kind == EventKind.AggregationEvent) is { } former)
        {
            Close(former, step, StayEnd.Displaced);
            Report(ContainmentFault.Displaced, step, former.Container);
        }

        Open(step, step.Quantity, step.Action == EventAction.Observe);
    }

    /// <summary>Of a class a part may go; what part it is of an amount that is not known, nobody can say.</summary>
    private void TakeOut(Stay here, EventStep step)
    {
        bool isPart = step.Quantity is { } some && !(some >= here.Quantity);
        if (step.Quantity > here.Quantity)
        {
            Report(ContainmentFault.MoreThanInside, step, null);
        }

        if (!isPart)
        {
            Close(here, step, StayEnd.TakenOut);
        }
        else if (here.Quantity is { } amount)
        {
            Close(here, step, StayEnd.Changed);
            Open(step, amount - step.Quantity, here.IsObserved);
        }
    }

    private void Open(EventStep step, decimal? quantity, bool isObserved)
    {
        string? unit = step.Role == EpcRole.ChildClass ? step.Unit : null;
        _open[(step.Kind, step.Parent!, unit)] =
            new Stay(step.Epc, step.Parent!, step.Kind, step.Time, step.Sequence, null, null, StayEnd.Open, isObserved, quantity, unit);
    }

    private void Close(Stay stay, EventStep step, StayEnd end)
    {
        _open.Remove((stay.Kind, stay.Container, stay.Unit));
        _stays.Add(stay with { Until = step.Time, UntilSequence = step.Sequence, End = end });
    }

    private void Report(ContainmentFault fault, EventStep step, string? other) =>
        _anomalies.Add(new(fault, step.Epc, step.Parent!, step.Time, step.EventId, other));
}
