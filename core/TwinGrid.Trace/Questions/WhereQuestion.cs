using TwinGrid.Model;
using TwinGrid.Trace.Containment;

namespace TwinGrid.Trace.Questions;

/// <summary>Where a thing is: the newest word of its own events, of its containers', and of the twins of both.</summary>
internal static class WhereQuestion
{
    public static async Task<WhereAnswer> AskAsync(Inquiry inquiry, string epc, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Evidence evidence = await inquiry.Reader.OfAllAsync(epc, at, cancellationToken);
        if (evidence.IsEmpty)
        {
            return new() { Epc = epc, At = at, IsKnown = false, Notes = inquiry.Steps.Notes };
        }

        LifeState state = evidence.ToState();
        Enclosure[] chain = [.. evidence.Enclosures.Where(e => e.Holds(at)).OrderBy(e => e.Depth).ThenBy(e => e.Container, StringComparer.Ordinal)];
        (LifePlace? place, string? sayer) = await PlaceAsync(inquiry, evidence, chain, at, cancellationToken);
        TwinSighting? newest = evidence.Sightings.Count > 0 ? evidence.Sightings[^1] : null;
        TwinSighting? located = evidence.Sightings.LastOrDefault(sighting => sighting.Position is not null);
        TwinPosition? position = located is null || located.Time < place?.Time ? null : TwinPosition.Of(located);
        TwinPresence? presence = await PresenceAsync(inquiry, epc, chain, at, cancellationToken);
        bool isHeard = presence is { Left: null }, isHeardLast = isHeard || (presence is not null && !((presence.Left ?? presence.Arrived) < place?.Time));
        bool isOver = state.Stage is LifeStage.Sold or LifeStage.Decommissioned;
        bool isLost = !isHeard && newest is { Signal: LifeSignal.Lost or LifeSignal.Missing } && !(newest.Time < place?.Time) && !(newest.Time < located?.Time);
        bool isPresent = place is { IsPresent: true } && !isOver;
        PlaceSource source = position is not null || isHeardLast ? PlaceSource.Twin : place is null ? PlaceSource.None : PlaceSource.Event;
        DateTimeOffset? said = Newer(position?.SeenAt, isHeardLast ? presence!.Left ?? presence.Arrived : null) ?? place?.Time;
        TimeSpan age = at - (said ?? at);
        return new()
        {
            Epc = epc,
            At = at,
            IsKnown = true,
            Stage = state.Stage,
            StageSince = state.Since,
            Disposition = state.Disposition,
            Source = source,
            AgeSeconds = source == PlaceSource.None ? null : age.TotalSeconds,
            Place = place?.Name,
            PlaceSeenAt = place?.Time,
            IsPresent = isPresent,
            PlaceOf = sayer,
            Position = position,
            Presence = presence,
            Confidence = isPresent && !isLost ? Confidence.Of(evidence.ToSpans(), at - place!.Time) : isHeard && !isOver ? Confidence.Heard : Confidence.None,
            UnknownSince = isLost ? newest!.Time : Since(state, place, isOver, isPresent || position is not null || isHeard) ?? (place is null && position is null ? presence?.Left : null),
            Containers = chain,
            Anomalies = await inquiry.AnomaliesAsync(epc, state, cancellationToken),
            Notes = inquiry.Steps.Notes,
        };
    }

    /// <summary>
    /// The newest place among the thing's life (its containers' events while it was inside are part of that) and its present
    /// containers' own lives: where a container was before the thing came into it is where both are, when nothing newer is said.
    /// </summary>
    private static async Task<(LifePlace? Place, string? Sayer)> PlaceAsync(
        Inquiry inquiry, Evidence evidence, Enclosure[] chain, DateTimeOffset at, CancellationToken cancellationToken)
    {
        LifePlace? place = evidence.ToState().Place;
        string? sayer = place is null ? null : SayerOf(evidence, place);
        foreach (Enclosure enclosure in chain)
        {
            LifePlace? other = (await inquiry.Reader.OfEventsAsync(enclosure.Container, at, cancellationToken)).ToState().Place;
            if (other is not null && (place is null || other.Time > place.Time))
            {
                (place, sayer) = (other, enclosure.Container);
            }
        }

        return (place, sayer);
    }

    /// <summary>The newest stay of the thing's twin, or of the twin of a container that it is in.</summary>
    private static async Task<TwinPresence?> PresenceAsync(
        Inquiry inquiry, string epc, Enclosure[] chain, DateTimeOffset at, CancellationToken cancellationToken)
    {
        TwinPresence? newest = null;
        foreach (string thing in chain.Select(enclosure => enclosure.Container).Prepend(epc))
        {
            TwinPresence? other = await inquiry.Sightings.PresenceAsync(thing, at, cancellationToken);
            newest = other is not null && !(other.Arrived <= newest?.Arrived) ? other : newest;
        }

        return newest;
    }

    private static DateTimeOffset? Newer(DateTimeOffset? one, DateTimeOffset? other) => one is null || one < other ? other : one;

    private static string SayerOf(Evidence evidence, LifePlace place) => evidence.Events
        .LastOrDefault(e => e.Time == place.Time && e.Step is { } step && (step.BizLocation ?? step.ReadPoint) == place.Name)
        .Step?.Epc ?? evidence.Epc;

    private static DateTimeOffset? Since(LifeState state, LifePlace? place, bool isOver, bool isSomewhere)
    {
        if (isOver)
        {
            return state.Since;
        }

        if (isSomewhere || place is null)
        {
            return null;
        }

        bool hasLeft = state.Stage is LifeStage.Shipped or LifeStage.InTransit && state.Since > place.Time;
        return hasLeft ? state.Since : place.Time;
    }
}
