using TwinGrid.Trace.Presence;

namespace TwinGrid.Trace.Tests.Presence;

/// <summary>Stays by their rules, from all sightings at once: every second is looked at, and everything anew.</summary>
internal static class PresenceReference
{
    public static List<PresenceStay> Fold(IEnumerable<Sighting> all, PresenceRules rules)
    {
        Sighting[] joined = [.. all
            .GroupBy(s => (s.Second, s.Place))
            .Select(group => new Sighting(
                group.Key.Place,
                group.OrderByDescending(s => s.RssiDbm).ThenByDescending(s => s.Antenna.X).First().Antenna,
                group.Min(s => s.First),
                group.Max(s => s.Last),
                group.Max(s => s.RssiDbm)))
            .OrderBy(s => s.Second)];
        var stays = new List<PresenceStay>();
        if (joined.Length == 0)
        {
            return stays;
        }

        for (long second = joined[0].Second; second <= joined[^1].Second; second++)
        {
            Look(joined, second, rules, stays);
        }

        return stays;
    }

    private static void Look(Sighting[] all, long second, PresenceRules rules, List<PresenceStay> stays)
    {
        Sighting[] window = [.. all.Where(s => s.Second <= second && s.Second > second - rules.Window.TotalSeconds)];
        if (window.Length == 0)
        {
            return;
        }

        if (stays.Count > 0 && window[0].Second == second && all.Any(s => s.Second < second)
            && window.Min(s => s.First) - all.Where(s => s.Second < second).Max(s => s.Last) > rules.TimeOut)
        {
            stays[^1] = stays[^1] with { Left = stays[^1].LastSeen };
        }

        ILookup<string, Sighting> places = window.ToLookup(s => s.Place);
        string best = places.OrderByDescending(Score).ThenBy(place => place.Key, StringComparer.Ordinal).First().Key;
        if (stays is [] or [.., { Left: not null }])
        {
            stays.Add(Stay(places[best].First(), places[best].Last()));
            return;
        }

        PresenceStay here = stays[^1];
        here = places[here.Place].LastOrDefault() is { Place: not null } seen
            ? here with { LastSeen = seen.Last, Antenna = seen.Antenna, RssiDbm = seen.RssiDbm }
            : here;
        stays[^1] = here;
        if (best == here.Place || (places.Contains(here.Place) && Score(places[best]) < Score(places[here.Place]) + rules.HysteresisDb))
        {
            return;
        }

        Sighting came = places[best].Where(s => s.Second > Sighting.SecondOf(here.LastSeen)).FirstOrDefault(places[best].Last());
        PresenceStay next = Stay(came with { First = came.First < here.Arrived ? here.Arrived : came.First }, places[best].Last());
        stays[^1] = here with { Left = next.Arrived, LastSeen = here.LastSeen < next.Arrived ? here.LastSeen : next.Arrived };
        stays.Add(next);
    }

    private static double Score(IEnumerable<Sighting> heard) => heard.Sum(s => s.RssiDbm) / heard.Count() + 10 * Math.Log10(heard.Count());

    private static PresenceStay Stay(Sighting came, Sighting newest) => new(
        came.Place, newest.Antenna, newest.RssiDbm, came.First, newest.Last > came.First ? newest.Last : came.First, null);
}
