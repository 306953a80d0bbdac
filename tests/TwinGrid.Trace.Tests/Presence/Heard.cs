using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Model;
using TwinGrid.Trace.Presence;

namespace TwinGrid.Trace.Tests.Presence;

/// <summary>Sightings for tests, at places named by letters.</summary>
internal static class Heard
{
    /// <summary>Small enough that some seconds pass each of the limits.</summary>
    public static readonly PresenceRules Rules = new()
    {
        Window = TimeSpan.FromSeconds(4), TimeOut = TimeSpan.FromSeconds(9), Retention = TimeSpan.FromSeconds(15),
    };

    public static readonly Gen<Sighting> Any =
        from tenths in Gen.Choose(0, 600)
        from length in Gen.Choose(0, 9)
        from place in Gen.Elements("a", "b", "c")
        from rssi in Gen.Choose(-70, -45)
        select Of(place, tenths / 10.0, rssi, length / 10.0);

    /// <summary>Things that rest at places and go on: what readers at doors hear.</summary>
    public static readonly Gen<List<Sighting>> Walk =
        from legs in (from place in Gen.Elements("a", "b", "c")
                      from seconds in Gen.Choose(0, 25)
                      from silence in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(5, 14)))
                      from stray in Gen.Elements("a", "b", "c")
                      select (place, seconds, silence, stray)).ListOf().Resize(8)
        from noise in Gen.Choose(0, int.MaxValue)
        select Along([.. legs], new Random(noise));

    public static DateTimeOffset At(double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(Math.Round(seconds, 3));

    public static Sighting Of(string place, double seconds, double rssi = -60, double length = 0)
    {
        double last = Math.Min(seconds + length, Math.Floor(seconds) + 0.9);
        return new Sighting(place, new Position(place[0] - 'a', 0), At(seconds), At(Math.Max(seconds, last)), rssi);
    }

    private static List<Sighting> Along(List<(string Place, int Seconds, int Silence, string Stray)> legs, Random random)
    {
        var sightings = new List<Sighting>();
        double now = 1;
        foreach ((string place, int seconds, int silence, string stray) in legs)
        {
            for (int i = 0; i <= seconds; i++, now++)
            {
                sightings.Add(Of(place, now + random.Next(9) / 10.0, -60 + random.Next(-5, 6)));
                if (random.Next(3) == 0)
                {
                    sightings.Add(Of(stray, now + random.Next(9) / 10.0, -65 + random.Next(-5, 6)));
                }
            }

            now += silence;
        }

        return sightings;
    }
}
