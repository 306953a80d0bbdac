using System.Text;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Loggers;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Reads what is known of goods: cold-chain rules, products and objects.</summary>
internal sealed class GoodsParser(SiteNames names, string folder)
{
    private const string RuleSetKind = "rule set";
    private readonly List<string> _files = [];
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Files that were read, with their whole paths.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Rules: the name of a ready set, a file, or a set itself, which is called as its key unless it says otherwise.</summary>
    public SiteRules? Rules(string name, ConfigPlace place)
    {
        if (place.Node is ConfigScalar)
        {
            return place.OneOf(ReadyRules.Names) is { } ready ? new SiteRules(name, ReadyRules.Get(ready), ready, place.Mark) : null;
        }

        if (place.Node is not ConfigMap map)
        {
            place.Refuse("the name of a ready set, a set, or a file", place.Node?.Shown ?? "nothing");
            return null;
        }

        if (map.Find("file") is not null)
        {
            return place.Keys(SiteSchema.RuleFile.Names) && place["file"].FilePath(folder) is { } path ? FromFile(name, place["file"], path) : null;
        }

        ConfigMap named = map.Find("name") is null
            ? new ConfigMap(map.Mark, [new ConfigEntry("name", map.Mark, new ConfigScalar(map.Mark, name, IsPlain: false)), .. map.Entries])
            : map;
        byte[] json = ConfigJson.Of(named);
        try
        {
            return new SiteRules(name, RuleJson.Read(json), Encoding.UTF8.GetString(json), place.Mark);
        }
        catch (RuleFormatException fault)
        {
            place.Inside(ConfigJson.Find(named, fault.Place), fault.Place[1..]).Refuse(fault.Expected, fault.Found);
            return null;
        }
    }

    /// <summary>Products; of their names only that they differ is asked, because they are no addresses.</summary>
    public List<SiteProduct> Products(ConfigPlace map)
    {
        var products = new List<SiteProduct>();
        foreach ((string name, ConfigPlace place) in map.Entries(SiteParser.MostSets))
        {
            if (!place.Keys(SiteSchema.Product.Names))
            {
                continue;
            }

            string? rules = names.ReferIfThere(RuleSetKind, place["rules"]);
            if ((place["gtin"].Node is null) == (place["epc"].Node is null))
            {
                place.Refuse("either gtin or epc", place["gtin"].Node is null ? "neither" : "both");
            }
            else if ((place["gtin"].Node is null ? TagText.PatternOf(place["epc"]) : TagText.TradeItem(place["gtin"])) is { } pattern)
            {
                products.Add(new SiteProduct(name, pattern, rules));
            }
        }

        return products;
    }

    /// <summary>An object.</summary>
    public SiteObject? Object(string name, ConfigPlace place)
    {
        if (!place.Keys(SiteSchema.Thing.Names))
        {
            return null;
        }

        string? rules = names.ReferIfThere(RuleSetKind, place["rules"]);
        var tags = new List<string>();
        foreach (ConfigPlace item in place.Need("tags").Items())
        {
            if (item.Text() is { } text && SiteNames.Checked(TagText.NameOf(text), item) is { } tag)
            {
                if (_owners.TryAdd(tag, name))
                {
                    tags.Add(tag);
                }
                else
                {
                    item.Refuse("each tag on one object", $"'{text}', which is on {_owners[tag]}");
                }
            }
        }

        return new SiteObject(name, tags, rules);
    }

    private SiteRules? FromFile(string name, ConfigPlace place, string path)
    {
        _files.Add(path);
        try
        {
            (RuleSet rules, byte[] json) = RuleFile.ReadText(path);
            return new SiteRules(name, rules, Encoding.UTF8.GetString(json), place.Mark);
        }
        catch (BadInputException fault)
        {
            place.Refuse("a file with a rule set", fault.Message);
            return null;
        }
    }
}
