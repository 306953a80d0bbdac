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
    /// <param name="silences">When the thing had last been heard each time that it was judged to have left, oldest first.</param>
    /// <param name="rules">How it is decided.</param>
    /// <param name="window">Storage.</param>
    /// <param name="ended">The stay that this ended; null for none.</param>
    public PresenceStep Decide(
        List<Sighting> sightings, long second, List<DateTimeOffset> silences, PresenceRules rules, PresenceWindow window, out PresenceStay? ended)
    {
        ended = null;
        long first = second - (long)rules.Window.TotalSeconds + 1;
        (DateTimeOffset From, DateTimeOffset Until)? now = Span(sightings, second);
        PresenceStay? current = Current is { Left: null } open ? open : null;
        DateTimeOffset heard = Heard;
        if (now is { } span)
        {
            bool isCut = CutBefore(silences, span.Until) >= heard;
            if (current is not null && (isCut || span.From - heard > rules.TimeOut))
            {
                ended = current with { Left = current.LastSeen };
                current = null;
            }

            heard = span.Until > heard ? span.Until : heard;
        }

        window.Fill(sightings, first, second, CutBefore(silences, heard));
        if (window.IsSilent)
        {
            return new(current ?? ended ?? Current, heard);
        }

        PresenceWindow.Hearing? here = current is null ? null : window.At(current.Place);
        if (here is { Newest: { } newest })
        {
            current = current! with { LastSeen = newest.Last, Antenna = newest.Antenna, RssiDbm = newest.RssiDbm };
        }

        PresenceWindow.Hearing best = window.Best();
        if (current is not null && best.Place != current.Place && !(best.Score < here?.Score + rules.HysteresisDb))
        {
            PresenceStay next = Enter(sightings, best, first, second, current);
            ended = current with { Left = next.Arrived, LastSeen = current.LastSeen < next.Arrived ? current.LastSeen : next.Arrived };
            return new(next, heard);
        }

        if (current is null)
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

    /// <summary>The newest silence before a moment; the least instant for none.</summary>
    private static DateTimeOffset CutBefore(List<DateTimeOffset> silences, DateTimeOffset time)
    {
        for (int i = silences.Count - 1; i >= 0; i--)
        {
            if (silences[i] < time)
            {
                return silences[i];
            }
        }

        return DateTimeOffset.MinValue;
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
