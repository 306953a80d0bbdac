using System.Globalization;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Reads the parts of a site in the order in which they refer to one another. Faults are collected; what is faulty is left out.</summary>
/// <param name="names">Names given and referred to.</param>
/// <param name="folder">Folder of the file.</param>
internal sealed class SiteParser(SiteNames names, string folder)
{
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
        List<SiteRegion> regions = Each("region", file.Need("regions"), space.Region);
        List<SiteReader> readers = Each("reader", file.Need("readers"), space.Reader);
        List<SiteExciter> exciters = Each("exciter", file["exciters"], SpaceParser.Exciter);
        var palettes = Each("palette", file["palettes"], SpaceParser.Palette).ToDictionary(palette => palette.Name, palette => palette.Value, StringComparer.Ordinal);
        List<SiteAdapter> adapters = Each("adapter", file["adapters"], Adapter);
        foreach (SiteAdapter adapter in adapters)
        {
            if (readers.Find(reader => reader.Name == adapter.Reader) is { } reader && regions.Find(region => region.Name == reader.Region) is { } region)
            {
                adapter.Setting.Check(region, reader);
            }
        }

        var goods = new GoodsParser(names, folder);
        List<SiteRules> rules = Each("rule set", file["rules"], goods.Rules);
        List<SiteProduct> products = goods.Products(file["products"]);
        List<SiteObject> objects = Each("object", file["objects"], goods.Object);
        var site = new SiteFile(name ?? "")
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
            Report = QuestionParser.Questions(file["report"]),
            Parts = goods.Files,
        };
        SiteChecks.Warn(site, file);
        return site;
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
        return place.Need("folder").Text(1000) is { } path ? new SiteRecording(Path.GetFullPath(path, folder), adapters) : null;
    }

    /// <summary>What a map holds by name; entries with faults are left out.</summary>
    private List<T> Each<T>(string kind, ConfigPlace map, Func<string, ConfigPlace, T?> read)
        where T : class
    {
        var all = new List<T>();
        foreach ((string key, _, ConfigPlace value) in map.Entries())
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
