using System.Globalization;
using System.Net;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Replay;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Reads the parts of a site in the order in which they refer to one another. Faults are collected; what is faulty is left out.</summary>
/// <param name="names">Names given and referred to.</param>
/// <param name="folder">Folder of the file.</param>
internal sealed class SiteParser(SiteNames names, string folder)
{
    /// <summary>Most regions, readers, exciters, palettes and adapters of a site; most zones and anchors of a region; most antennas of a reader.</summary>
    public const int MostPlaces = 2000;

    /// <summary>Most rule sets, and most products.</summary>
    public const int MostSets = 1000;

    /// <summary>Most objects whose tags are known beforehand.</summary>
    public const int MostObjects = 20_000;

    /// <summary>The whole file; null where not even a site can be made of it.</summary>
    public SiteFile? Site(ConfigPlace file)
    {
        if (!file.Keys(SiteSchema.Site.Names))
        {
            file.Refuse("a map of keys", file.Node?.Shown ?? "nothing");
            return null;
        }

        string? name = file.Need("site").Text(200);
        _ = name is null ? null : SiteNames.Checked(name, file["site"]);
        var space = new SpaceParser(names);
        List<SiteRegion> regions = Each("region", file.Need("regions"), MostPlaces, space.Region);
        List<SiteReader> readers = Each("reader", file.Need("readers"), MostPlaces, space.Reader);
        List<SiteExciter> exciters = Each("exciter", file["exciters"], MostPlaces, SpaceParser.Exciter);
        var palettes = Each("palette", file["palettes"], MostPlaces, SpaceParser.Palette).ToDictionary(palette => palette.Name, palette => palette.Value, StringComparer.Ordinal);
        List<SiteAdapter> adapters = Each("adapter", file["adapters"], MostPlaces, Adapter);
        foreach (SiteAdapter adapter in adapters)
        {
            if (readers.Find(reader => reader.Name == adapter.Reader) is { } reader && regions.Find(region => region.Name == reader.Region) is { } region)
            {
                adapter.Setting.Check(region, reader);
            }
        }

        var goods = new GoodsParser(names, folder);
        List<SiteRules> rules = Each("rule set", file["rules"], MostSets, goods.Rules);
        List<SiteProduct> products = goods.Products(file["products"]);
        List<SiteObject> objects = Each("object", file["objects"], MostObjects, goods.Object);
        return new SiteFile(name ?? "")
        {
            Description = file["description"].Text(2000) ?? "",
            Regions = regions,
            Readers = readers,
            Exciters = exciters,
            Palettes = palettes,
            Adapters = adapters,
            Rules = rules,
            Products = products,
            Objects = objects,
            Alerts = AlertParser.Alerts(file["alerts"]),
            Recording = Recording(file["recording"]),
            FeedAddress = Listen(file["feeds"], adapters),
            Report = QuestionParser.Questions(file["report"]),
            Parts = goods.Files,
        };
    }

    /// <summary>The adapter of an entry; its kind reads the keys that only it has.</summary>
    private SiteAdapter? Adapter(string name, ConfigPlace place)
    {
        string? kindName = place.Need("kind").OneOf(AdapterKinds.Names);
        AdapterKind? kind = kindName is null ? null : AdapterKinds.Find(kindName);
        string? reader = names.Refer("reader", place["reader"]);
        bool isEnabled = place["enabled"].Flag() ?? true;
        if (kind is null)
        {
            return null;
        }

        place.Keys([.. SiteSchema.Adapter.Names, .. kind.Keys.Select(key => key.Name)]);
        foreach (SiteKey key in kind.Keys.Where(key => key.IsNeeded))
        {
            place.Need(key.Name);
        }

        AdapterSetting? setting = kind.Read(new AdapterEntry(name, place, folder));
        return setting is null || reader is null
            ? null
            : new SiteAdapter(name, kind.Name, reader, isEnabled, setting, EntryOf(place));
    }

    private SiteRecording? Recording(ConfigPlace place)
    {
        if (place.Node is null || !place.Keys(SiteSchema.Recording.Names))
        {
            return null;
        }

        string[] adapters = [.. place["adapters"].Items().Select(item => names.Refer("adapter", item)).OfType<string>()];
        var options = new RecorderOptions();
        options = options with
        {
            FileBytes = place["file_mib"].Whole(1, 1 << 20) is { } mebibytes ? mebibytes << 20 : options.FileBytes,
            MostFiles = (int?)place["most_files"].Whole(1, int.MaxValue) ?? options.MostFiles,
        };
        return place.Need("folder").FilePath(folder) is { } path ? new SiteRecording(path, adapters, options) : null;
    }

    private static IPEndPoint? Listen(ConfigPlace place, List<SiteAdapter> adapters)
    {
        if (place.Node is null || !place.Keys(SiteSchema.Feeds.Names) || place.Need("listen").Text(100) is not { } text)
        {
            return null;
        }

        if (!IPEndPoint.TryParse(text, out IPEndPoint? address) || address.Port == 0)
        {
            place["listen"].Refuse("an address and a port such as 0.0.0.0:8090");
            return null;
        }

        if (!adapters.Exists(adapter => adapter.Setting is FeedSetting { KeyHashes.Count: > 0 }))
        {
            place["listen"].Refuse("an adapter of the kind feed with keys_sha256, because others can reach the address", "none");
        }

        return address;
    }

    /// <summary>What a map holds by name; entries with faults are left out.</summary>
    private List<T> Each<T>(string kind, ConfigPlace map, int most, Func<string, ConfigPlace, T?> read)
        where T : class
    {
        var all = new List<T>();
        foreach ((string key, ConfigPlace value) in map.Entries(most))
        {
            if (names.Give(kind, key, value) && read(key, value) is { } item)
            {
                all.Add(item);
            }
        }

        return all;
    }

    /// <summary>An entry as JSON: what differs in white space, quotes or comments alone is the same.</summary>
    internal static string EntryOf(ConfigPlace place) => place.Node is null ? "" : System.Text.Encoding.UTF8.GetString(ConfigJson.Of(place.Node));

    /// <summary>A whole number that is a key, such as a port; null, with a fault, for another key.</summary>
    internal static int? NumberOf(string key, ConfigPlace place, int least, int most)
    {
        if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        place.Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most} as key"), $"'{key}'");
        return null;
    }
}
