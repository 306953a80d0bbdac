using System.Globalization;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Simulated.Scripts;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Kind script: a simulated reader, and things that go about as the entry says.</summary>
internal static class ScriptKind
{
    /// <summary>The kind.</summary>
    public static AdapterKind Kind { get; } = new(
        "script",
        "a simulated reader that hears things which go about as a script says",
        [
            new SiteKey("start", "time such as 2026-03-02T08:00:00Z", "when the script begins", IsNeeded: true),
            new SiteKey("length", "h:mm or h:mm:ss", "how long it lasts", IsNeeded: true),
            new SiteKey("things", "map by name", "what goes about", IsNeeded: true),
            new SiteKey("inventory_s", "number, 0.1 to 3600", "seconds from one inventory to the next; 5 when left out"),
            new SiteKey("reading_s", "number, 1 to 86400", "seconds from one sensor reading to the next; 300 when left out"),
            new SiteKey("reach_m", "number, 0.5 to 1000", "how far an antenna reads in the open; 10 when left out"),
            new SiteKey("seed", "whole number", "the same seed gives the same reads; 1 when left out"),
        ],
        Read);

    private static Setting? Read(AdapterEntry entry)
    {
        ConfigPlace place = entry.Place;
        DateTimeOffset? start = ScriptText.Time(place["start"]);
        TimeSpan? length = ScriptText.Span(place["length"]);
        double inventory = place["inventory_s"].Number(0.1, 3600) ?? 5, reading = place["reading_s"].Number(1, 86_400) ?? 300, reach = place["reach_m"].Number(0.5, 1000) ?? 10;
        long seed = place["seed"].Whole(0, long.MaxValue) ?? 1;
        var things = new List<ScriptThing>();
        foreach ((string name, ConfigPlace thing) in place["things"].Entries(ScriptText.MostThings))
        {
            things.AddRange(ScriptText.Things(name, thing));
        }

        if (start is not { } begin || length is not { } lasting)
        {
            return null;
        }

        var options = new ScriptOptions
        {
            Start = begin,
            Length = lasting,
            InventoryPeriod = TimeSpan.FromSeconds(inventory),
            ReadingPeriod = TimeSpan.FromSeconds(reading),
            PowerAtOneMetreDbm = ReachPower(reach),
            Seed = (ulong)seed,
        };
        return new Setting(options, things, place["things"]);
    }

    /// <summary>Power at one metre by which a reply from that far is just strong enough, on average.</summary>
    private static double ReachPower(double metres) => -75 + 40 * Math.Log10(metres);

    private sealed record Setting(ScriptOptions Options, IReadOnlyList<ScriptThing> Things, ConfigPlace Entry) : AdapterSetting
    {
        public override bool Ends => true;

        public override bool DependsOnRegion => true;

        public override DateTimeOffset? Until => Options.Start + Options.Length;

        /// <summary>The script as if it went on day by day: an inventory reads what is in a zone once.</summary>
        public override SourceLoad Load
        {
            get
            {
                double scriptsADay = TimeSpan.FromDays(1) / Options.Length, present = Things.Sum(thing => thing.PresentFor(Options.Length) / Options.Length);
                return new SourceLoad(
                    Things.Count,
                    present * (TimeSpan.FromDays(1) / Options.InventoryPeriod),
                    Things.Sum(thing => thing.Path.Count(stop => stop.Zone is not null)) * scriptsADay,
                    Things.Count(thing => thing.Senses.IsSensor) * (TimeSpan.FromDays(1) / Options.ReadingPeriod));
            }
        }

        public override string Summary => string.Create(CultureInfo.InvariantCulture, $"{Things.Count} things for {Options.Length:h\\:mm}, seed {Options.Seed}");

        public override void Check(SiteRegion region, SiteReader reader)
        {
            string[] known = [.. ScriptPlaces.Of(region, reader).Keys];
            foreach (string zone in Things.SelectMany(thing => thing.Zones).Distinct().Where(zone => !known.Contains(zone)))
            {
                Entry.Refuse($"zones of region '{region.Name}' that have corners or an antenna", Nearest.Shown(zone, known));
            }
        }

        public override IObservationSource Open(AdapterOpening opening)
        {
            IReadOnlyDictionary<string, Func<int, Position>> places = ScriptPlaces.Of(opening.Region, opening.Reader);
            return new ScriptedScene(opening.Name, Options, opening.Reader.Antennas.Select(antenna => antenna.Plan), Things.Select((thing, i) => thing.In(places, i)));
        }
    }
}
