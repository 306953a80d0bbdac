namespace TwinGrid.Trace.Presence;

/// <summary>The sightings of a span of seconds, summed up by place. Made anew for each decision, in storage that is used again.</summary>
internal sealed class PresenceWindow
{
    private readonly List<Hearing> _hearings = [];

    /// <summary>Whether nobody heard the thing.</summary>
    public bool IsSilent => _hearings.Count == 0;

    /// <summary>Sums up sightings.</summary>
    /// <param name="sightings">By second, then place.</param>
    /// <param name="first">First second.</param>
    /// <param name="last">Last second.</param>
    /// <param name="behind">Only sightings that end behind this moment count.</param>
    public void Fill(List<Sighting> sightings, long first, long last, DateTimeOffset behind)
    {
        _hearings.Clear();
        int start = sightings.Count;
        while (start > 0 && sightings[start - 1].Second >= first)
        {
            start--;
        }

        for (int i = start; i < sightings.Count && sightings[i].Second <= last; i++)
        {
            if (sightings[i].Last > behind)
            {
                Add(sightings[i]);
            }
        }
    }

    /// <summary>What was heard at a place; null for nothing.</summary>
    public Hearing? At(string place)
    {
        int index = _hearings.FindIndex(hearing => string.Equals(hearing.Place, place, StringComparison.Ordinal));
        return index < 0 ? null : _hearings[index];
    }

    /// <summary>The place that heard it best; only while not <see cref="IsSilent"/>.</summary>
    public Hearing Best()
    {
        Hearing best = _hearings[0];
        foreach (Hearing hearing in _hearings)
        {
            best = hearing.IsBetter(best) ? hearing : best;
        }

        return best;
    }

    /// <summary>The sighting with which a thing came to a place: the first there behind a second, or the newest where there is none.</summary>
    public static Sighting Arrival(List<Sighting> sightings, string place, long first, long last, long behind)
    {
        Sighting found = default;
        for (int i = sightings.Count - 1; i >= 0 && sightings[i].Second >= first; i--)
        {
            if (sightings[i].Second <= last && string.Equals(sightings[i].Place, place, StringComparison.Ordinal)
                && (found.Place is null || sightings[i].Second > behind))
            {
                found = sightings[i];
            }
        }

        return found;
    }

    private void Add(in Sighting sighting)
    {
        for (int i = 0; i < _hearings.Count; i++)
        {
            if (string.Equals(_hearings[i].Place, sighting.Place, StringComparison.Ordinal))
            {
                _hearings[i] = _hearings[i].With(sighting);
                return;
            }
        }

        _hearings.Add(Hearing.Of(sighting));
    }

    /// <summary>What antennas at one place heard of a thing within the window.</summary>
    /// <param name="Place">The place.</param>
    /// <param name="Seconds">In how many seconds it was heard.</param>
    /// <param name="PowerSum">Sum of the strongest power of each of them, in dBm.</param>
    /// <param name="Newest">The last of them.</param>
    internal readonly record struct Hearing(string Place, int Seconds, double PowerSum, Sighting Newest)
    {
        /// <summary>
        /// How well it was heard, in dB: mean power, and ten times the logarithm of the seconds, as for the energy received. One
        /// number, so that no three places can take a thing over from one another in a circle.
        /// </summary>
        public double Score => PowerSum / Seconds + 10 * Math.Log10(Seconds);

        public static Hearing Of(in Sighting sighting) => new(sighting.Place, 1, sighting.RssiDbm, sighting);

        public Hearing With(in Sighting newer) => new(Place, Seconds + 1, PowerSum + newer.RssiDbm, newer);

        /// <summary>Whether it was heard better than at another place; equal ones are put in order by name.</summary>
        public bool IsBetter(in Hearing other)
        {
            int order = Score.CompareTo(other.Score);
            return order > 0 || (order == 0 && string.CompareOrdinal(Place, other.Place) < 0);
        }
    }
}
