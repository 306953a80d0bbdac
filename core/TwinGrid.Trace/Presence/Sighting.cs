using TwinGrid.Model;

namespace TwinGrid.Trace.Presence;

/// <summary>
/// A thing heard at a place within one second of the clock. Sightings of the same place and second join into one, whose bounds and
/// peak are those of all: so neither order nor repetition shows.
/// </summary>
/// <param name="Place">Where the antennas are that heard it.</param>
/// <param name="Antenna">Position of the antenna that heard it strongest, in metres.</param>
/// <param name="First">When it was first heard.</param>
/// <param name="Last">When it was last heard; in the second of <paramref name="First"/>.</param>
/// <param name="RssiDbm">Strongest power in dBm; a finite number.</param>
public readonly record struct Sighting(string Place, Position Antenna, DateTimeOffset First, DateTimeOffset Last, double RssiDbm)
{
    /// <summary>Number of the second since year 1.</summary>
    public long Second => SecondOf(First);

    /// <summary>Number of a moment's second since year 1.</summary>
    public static long SecondOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerSecond;

    /// <summary>Both as one; they must be of the same place and second.</summary>
    public Sighting Join(in Sighting other) => new(
        Place,
        IsStronger(other) ? other.Antenna : Antenna,
        First <= other.First ? First : other.First,
        Last >= other.Last ? Last : other.Last,
        Math.Max(RssiDbm, other.RssiDbm));

    /// <summary>Orders sightings by second, then by place.</summary>
    internal static int Compare(in Sighting one, long second, string place)
    {
        int order = one.Second.CompareTo(second);
        return order != 0 ? order : string.CompareOrdinal(one.Place, place);
    }

    /// <summary>Equal powers are put in order by the antenna's position, so that the order of arrival doesn't decide.</summary>
    private bool IsStronger(in Sighting other)
    {
        int order = other.RssiDbm.CompareTo(RssiDbm);
        order = order != 0 ? order : other.Antenna.X.CompareTo(Antenna.X);
        order = order != 0 ? order : other.Antenna.Y.CompareTo(Antenna.Y);
        order = order != 0 ? order : other.Antenna.Z.CompareTo(Antenna.Z);
        return order > 0;
    }
}
