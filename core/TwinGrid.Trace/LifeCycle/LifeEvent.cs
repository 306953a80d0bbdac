using TwinGrid.Model;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace;

/// <summary>What kind of evidence a <see cref="LifeEvent"/> is.</summary>
public enum LifeSignal
{
    /// <summary>A captured event names the thing.</summary>
    Step,

    /// <summary>A captured event names a container that the thing was inside of.</summary>
    ContainerStep,

    /// <summary>Its tags were located, at rest.</summary>
    Located,

    /// <summary>Its tags were seen moving.</summary>
    Moved,

    /// <summary>Its tags are in no reader's field any more.</summary>
    Missing,

    /// <summary>Its tags are heard and the evidence does not say where they are.</summary>
    Lost,

    /// <summary>Antennas hear its tags at a place.</summary>
    Arrived,

    /// <summary>Antennas hear its tags elsewhere now, or nowhere: at a door that says nothing of the place behind it.</summary>
    Left,
}

/// <summary>One piece of evidence about a thing's life. Equal evidence counts once.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Sequence">Order among evidence of the same time: the event's place in the order of capture, or the fact's in its log.</param>
/// <param name="Signal">What kind of evidence it is.</param>
/// <param name="Step">The captured event's step; null for evidence of twins.</param>
/// <param name="Place">Where a twin was seen, such as the EPC of its region; null where that is not known, and for steps.</param>
public readonly record struct LifeEvent(DateTimeOffset Time, long Sequence, LifeSignal Signal, EventStep? Step, string? Place)
{
    /// <summary>A captured event that names the thing.</summary>
    public static LifeEvent OfStep(EventStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new(step.Time, step.Sequence, LifeSignal.Step, step, null);
    }

    /// <summary>A captured event that names a container which the thing was inside of at the time: it travels along.</summary>
    public static LifeEvent OfContainerStep(EventStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new(step.Time, step.Sequence, LifeSignal.ContainerStep, step, null);
    }

    /// <summary>The thing was located, at rest.</summary>
    public static LifeEvent OfLocated(DateTimeOffset time, long sequence, string? place = null) => new(time, sequence, LifeSignal.Located, null, place);

    /// <summary>The thing was seen moving.</summary>
    public static LifeEvent OfMoved(DateTimeOffset time, long sequence, string? place = null) => new(time, sequence, LifeSignal.Moved, null, place);

    /// <summary>
    /// The evidence no longer says where the thing is. Too few links to place it is what leaving every region looks like; an ambiguous
    /// or inconsistent position is a thing that is still heard.
    /// </summary>
    public static LifeEvent OfLost(DateTimeOffset time, long sequence, LocationStatus status) =>
        new(time, sequence, status == LocationStatus.TooFewLinks ? LifeSignal.Missing : LifeSignal.Lost, null, null);

    /// <summary>The thing's tags voted on its motion.</summary>
    public static LifeEvent OfMotion(DateTimeOffset time, long sequence, MotionVerdict verdict) => new(
        time,
        sequence,
        verdict switch { MotionVerdict.Moving => LifeSignal.Moved, MotionVerdict.Missing => LifeSignal.Missing, _ => LifeSignal.Located },
        null,
        null);

    /// <summary>Orders evidence by time, then by sequence; ties in any fixed order, so that the order of arrival never decides.</summary>
    public static int Compare(LifeEvent first, LifeEvent second)
    {
        int order = first.Time.UtcTicks.CompareTo(second.Time.UtcTicks);
        order = order != 0 ? order : first.Sequence.CompareTo(second.Sequence);
        order = order != 0 ? order : first.Signal.CompareTo(second.Signal);
        order = order != 0 ? order : string.CompareOrdinal(first.Place, second.Place);
        if (order != 0 || first.Step is null || second.Step is null)
        {
            return order;
        }

        order = first.Step.Role.CompareTo(second.Step.Role);
        return order != 0 ? order : string.CompareOrdinal(first.Step.ToString(), second.Step.ToString());
    }
}
