using TwinGrid.Model;
using TwinGrid.Trace.Containment;

namespace TwinGrid.Trace.Questions;

/// <summary>A span [From, Until) in which events say that a thing was at a place.</summary>
/// <param name="Place">The place, canonical.</param>
/// <param name="From">When it came.</param>
/// <param name="LastSeen">When an event last said that it was there.</param>
/// <param name="Until">When an event first said otherwise; null while none has.</param>
public sealed record PlaceSpan(string Place, DateTimeOffset From, DateTimeOffset LastSeen, DateTimeOffset? Until)
{
    /// <summary>Whether a moment lies in the span.</summary>
    public bool Holds(DateTimeOffset time) => From <= time && !(time >= Until);
}

/// <summary>Everything that is known of a thing's life up to a moment: its own events, and its containers' while it was inside.</summary>
/// <param name="Epc">The thing.</param>
/// <param name="Events">The evidence, in order, each once.</param>
/// <param name="Enclosures">The containers that it was in.</param>
/// <param name="Sightings">What its twin, and its containers' twins, told; in order.</param>
public sealed record Evidence(string Epc, IReadOnlyList<LifeEvent> Events, IReadOnlyList<Enclosure> Enclosures, IReadOnlyList<TwinSighting> Sightings)
{
    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => Events.Count == 0;

    /// <summary>Its life.</summary>
    public LifeState ToState() => LifeCycle.Fold(Events);

    /// <summary>The spans in which events say where it was. What is sold or has ended is nowhere any more.</summary>
    public IReadOnlyList<PlaceSpan> ToSpans()
    {
        var spans = new List<PlaceSpan>();
        PlaceSpan? open = null;
        LifeState state = LifeState.Unknown;
        foreach (LifeEvent e in Events)
        {
            state = LifeCycle.Apply(state, e);
            LifePlace? place = state is { Place: { IsPresent: true } named, Stage: not (LifeStage.Sold or LifeStage.Decommissioned) } ? named : null;
            if (open is not null && place?.Name == open.Place)
            {
                open = open with { LastSeen = place.Time };
                continue;
            }

            if (open is not null)
            {
                spans.Add(open with { Until = e.Time });
            }

            open = place is null ? null : new(place.Name, e.Time, place.Time, null);
        }

        return open is null ? spans : [.. spans, open];
    }
}
