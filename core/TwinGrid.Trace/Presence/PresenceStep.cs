namespace TwinGrid.Trace.Presence;

/// <summary>Where a thing is behind the decisions made so far.</summary>
/// <param name="Current">Its newest stay; null before the first.</param>
/// <param name="Heard">When it was last heard anywhere.</param>
internal readonly record struct PresenceStep(PresenceStay? Current, DateTimeOffset Heard)
{
    /// <summary>
    /// The decision at the end of one second, in which a sighting came or one went out of the window.
    /// </summary>
    /// <param name="sightings">By second, then place.</param>
    /// <param name="second">The second.</param>
    /// <param name="silentUntil">Silence was judged up to here: who was not heard since has left.</param>
    /// <param name="rules">How it is decided.</param>
    /// <param name="window">Storage.</param>
    /// <param name="ended">The stay that this ended; null for none.</param>
    public PresenceStep Decide(
        List<Sighting> sightings, long second, DateTimeOffset silentUntil, PresenceRules rules, PresenceWindow window, out PresenceStay? ended)
    {
        ended = null;
        long first = second - (long)rules.Window.TotalSeconds + 1;
        (DateTimeOffset From, DateTimeOffset Until)? now = Span(sightings, second);
        PresenceStay? current = Current is { Left: null } open ? open : null;
        DateTimeOffset heard = Heard;
        if (now is { } span)
        {
            bool isCut = heard <= silentUntil && span.Until > silentUntil;
            if (current is not null && (isCut || span.From - heard > rules.TimeOut))
            {
                ended = current with { Left = current.LastSeen };
                current = null;
            }

            heard = span.Until > heard ? span.Until : heard;
        }

        window.Fill(sightings, first, second, heard > silentUntil ? silentUntil : DateTimeOffset.MinValue);
        if (window.IsSilent)
        {
            return new(current ?? ended ?? Current, heard);
        }

        PresenceWindow.Hearing? here = current is null ? null : window.At(current.Place);
        if (here is { Newest: { } newest })
        {
            current = current! with { LastSeen = newest.Last, Antenna = newest.Antenna, RssiDbm = newest.RssiDbm };
        }

        if (current is not null && window.BestAgainst(here, rules.HysteresisDb) is { } better && better.Place != current.Place)
        {
            PresenceStay next = Enter(sightings, better, first, second, current);
            ended = current with { Left = next.Arrived, LastSeen = current.LastSeen < next.Arrived ? current.LastSeen : next.Arrived };
            return new(next, heard);
        }

        if (current is null && window.BestAgainst(null, rules.HysteresisDb) is { } best)
        {
            current = Enter(sightings, best, first, second, null);
            current = current.Arrived < ended?.Left ? current with { Arrived = ended.Left.Value } : current;
        }

        return new(current, heard);
    }

    private static PresenceStay Enter(List<Sighting> sightings, in PresenceWindow.Hearing hearing, long first, long second, PresenceStay? former)
    {
        long behind = former is null ? long.MaxValue : Sighting.SecondOf(former.LastSeen);
        DateTimeOffset arrived = PresenceWindow.Arrival(sightings, hearing.Place, first, second, behind).First;
        arrived = former is not null && arrived < former.Arrived ? former.Arrived : arrived;
        DateTimeOffset seen = hearing.Newest.Last > arrived ? hearing.Newest.Last : arrived;
        return new(hearing.Place, hearing.Newest.Antenna, hearing.Newest.RssiDbm, arrived, seen, null);
    }

    /// <summary>When the thing was heard in a second; null when it wasn't.</summary>
    private static (DateTimeOffset From, DateTimeOffset Until)? Span(List<Sighting> sightings, long second)
    {
        (DateTimeOffset From, DateTimeOffset Until)? span = null;
        for (int i = sightings.Count - 1; i >= 0 && sightings[i].Second >= second; i--)
        {
            if (sightings[i].Second == second)
            {
                span = span is not { } known ? (sightings[i].First, sightings[i].Last) : (
                    sightings[i].First < known.From ? sightings[i].First : known.From,
                    sightings[i].Last > known.Until ? sightings[i].Last : known.Until);
            }
        }

        return span;
    }
}
