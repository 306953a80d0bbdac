namespace TwinGrid.Silo.Sites.Reading;

/// <summary>A key of a site file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Form">Form of its value.</param>
/// <param name="Meaning">What it says, with what holds when it is left out.</param>
/// <param name="IsNeeded">Whether it must be there.</param>
public sealed record SiteKey(string Name, string Form, string Meaning, bool IsNeeded = false);

/// <summary>A map of a site file and the keys that it may have.</summary>
/// <param name="Path">Where it stands, names of the user's choice in capitals.</param>
/// <param name="Meaning">What it describes.</param>
/// <param name="Keys">Its keys.</param>
public sealed record SiteSection(string Path, string Meaning, IReadOnlyList<SiteKey> Keys)
{
    /// <summary>Names of the keys.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Keys.Select(key => key.Name)];
}

/// <summary>What a site file may say: the one table that the reader, its messages and the reference follow.</summary>
public static class SiteSchema
{
    private const string Place = "[x, y] or [x, y, z] in metres";

    /// <summary>The whole file.</summary>
    public static SiteSection Site { get; } = new("", "a site",
    [
        new("site", "name", "name of the site in the addresses of its twins", IsNeeded: true),
        new("description", "text", "what the site is, for people"),
        new("regions", "map by name", "areas in which tags are localized together", IsNeeded: true),
        new("readers", "map by name", "readers with their antennas", IsNeeded: true),
        new("exciters", "map by name", "sources of continuous wave"),
        new("palettes", "map by name", "reflection coefficients of tags, beside those called standard"),
        new("adapters", "map by name", "what reports observations"),
        new("rules", "map by name", "cold-chain rules"),
        new("products", "map by name", "kinds of things that get rules when they are first seen"),
        new("objects", "map by name", "things whose tags are known beforehand"),
        new("alerts", "map", "whom alerts go to"),
        new("recording", "map", "where observations are recorded"),
        new("feeds", "map", "where feeds are served beside this machine"),
        new("report", "list", "questions that twingrid scenario answers when the adapters have told everything"),
    ]);

    /// <summary>A region.</summary>
    public static SiteSection Region { get; } = new("regions.NAME", "an area in which tags are localized together",
    [
        new("low_m", Place, "corner with the smallest coordinates", IsNeeded: true),
        new("high_m", Place, "corner with the largest coordinates", IsNeeded: true),
        new("planar", "true or false", "whether all tags are at the height of low_m; true when both corners have one height"),
        new("range_m", "number, 0.01 to 1000", "largest distance between two tags that hear one another; 2 when left out"),
        new("zones", "map by name", "named places inside, such as docks and shelves"),
        new("anchors", "map by name", "tags whose places are known"),
    ]);

    /// <summary>A zone.</summary>
    public static SiteSection Zone { get; } = new("regions.NAME.zones.NAME", "a named place in a region",
    [
        new("low_m", Place, "corner with the smallest coordinates; without corners the zone is a name alone"),
        new("high_m", Place, "corner with the largest coordinates"),
    ]);

    /// <summary>An anchor.</summary>
    public static SiteSection Anchor { get; } = new("regions.NAME.anchors.TAG", "a tag whose place is known", [new("at_m", Place, "where it is", IsNeeded: true)]);

    /// <summary>A reader.</summary>
    public static SiteSection Reader { get; } = new("readers.NAME", "a reader, or the sink of tags that hear one another",
    [
        new("region", "name", "the region that it serves; needed where there are several"),
        new("antennas", "map by port", "its antennas"),
    ]);

    /// <summary>An antenna.</summary>
    public static SiteSection Antenna { get; } = new("readers.NAME.antennas.PORT", "an antenna at a port, 1 to 65535",
    [
        new("at_m", Place, "where its phase centre is", IsNeeded: true),
        new("zone", "name", "the zone of the region that it overlooks: tags it reads are there"),
        new("facing_deg", "number, -360 to 360", "where it looks, counterclockwise from growing x; all round when left out"),
        new("phase_offset_deg", "number, -360 to 360", "what cable, port and antenna add to the two-way phase; 0 when left out"),
    ]);

    /// <summary>An exciter.</summary>
    public static SiteSection Exciter { get; } = new("exciters.NAME", "a source of continuous wave",
    [
        new("at_m", Place, "where it stands", IsNeeded: true),
        new("frequency_mhz", "number, 1 to 100000", "carrier frequency", IsNeeded: true),
        new("power_dbm", "number, -30 to 60", "radiated power", IsNeeded: true),
        new("duty", "number, 0 to 1", "share of time that it sends; 1 when left out"),
    ]);

    /// <summary>A reflection coefficient.</summary>
    public static SiteSection Coefficient { get; } = new("palettes.NAME[]", "4 to 64 reflection coefficients in the order in which the tag switches them",
    [
        new("magnitude", "number, 0 to 1", "magnitude of the coefficient", IsNeeded: true),
        new("phase_deg", "number, -360 to 360", "its phase", IsNeeded: true),
    ]);

    /// <summary>What every adapter has.</summary>
    public static SiteSection Adapter { get; } = new("adapters.NAME", "something that reports observations of one reader",
    [
        new("kind", "name", "what it is; the kind decides on the other keys", IsNeeded: true),
        new("reader", "name", "the reader whose observations it brings; needed where there are several"),
        new("enabled", "true or false", "whether it runs; true when left out"),
    ]);

    /// <summary>Rules from a file.</summary>
    public static SiteSection RuleFile { get; } = new("rules.NAME", "the name of a ready set, a set itself (docs/coldchain.md), or a file",
        [new("file", "path", "file with a set, YAML or JSON; from the folder of this file", IsNeeded: true)]);

    /// <summary>A product.</summary>
    public static SiteSection Product { get; } = new("products.NAME", "a kind of things; of two that match a thing the closer one counts",
    [
        new("gtin", "8, 12, 13 or 14 digits", "the trade item: everything with this GTIN is of the kind"),
        new("epc", "pattern", "in place of a GTIN: an EPC in any form, urn:epc:idpat:…, or the beginning of a name and *"),
        new("rules", "name", "the rules that things of the kind get when they are first seen"),
    ]);

    /// <summary>An object.</summary>
    public static SiteSection Thing { get; } = new("objects.NAME", "a thing whose tags are known beforehand",
    [
        new("tags", "list of tags", "its tags: EPC memory in hexadecimal, an EPC in any form, or a name", IsNeeded: true),
        new("rules", "name", "its rules; those of its product when left out"),
    ]);

    /// <summary>Alerts.</summary>
    public static SiteSection Alerts { get; } = new("alerts", "whom alerts go to; changes but of webhooks take effect with the next start",
    [
        new("allowed_hosts", "list of hosts", "hosts beside this machine that webhooks may go to, or *; none when left out"),
        new("attempts", "whole number, 1 to 100", "how often a delivery is tried; 10 when left out"),
        new("timeout_s", "number, 0.1 to 300", "how long a target may take to answer; 10 when left out"),
        new("webhooks", "list", "those who are told"),
    ]);

    /// <summary>A webhook.</summary>
    public static SiteSection Webhook { get; } = new("alerts.webhooks[]", "someone who is told",
    [
        new("url", "address", "where alerts are posted", IsNeeded: true),
        new("kinds", "list of kinds", "kinds of facts wanted (docs/alerts.md), or *; those of excursions when left out"),
        new("secret_env", "name", "environment variable with the secret that deliveries are signed with", IsNeeded: true),
    ]);

    /// <summary>Recording.</summary>
    public static SiteSection Recording { get; } = new("recording", "where observations are recorded, so that they can be replayed",
    [
        new("folder", "path", "folder of the recordings, from the folder of this file", IsNeeded: true),
        new("adapters", "list of names", "adapters that are recorded, each in a file of its name with the ending .tgo; all when left out, but those that others post to"),
        new("file_mib", "whole number, 1 to 1048576", "size at which a file is closed and the next begun; 256 when left out"),
        new("most_files", "whole number", "most files of an adapter that are kept; all when left out"),
    ]);

    /// <summary>Feeds.</summary>
    public static SiteSection Feeds { get; } = new("feeds", "where others post to adapters of the kind feed; changes take effect with the next start",
        [new("listen", "address and port", "an address beside that of the service where feeds alone are served, such as 0.0.0.0:8090; only with keys", IsNeeded: true)]);

    /// <summary>A question.</summary>
    public static SiteSection Question { get; } = new("report[]", "a question that twingrid scenario answers",
    [
        new("show", "one of " + string.Join(", ", QuestionParser.KindNames), "what it is about", IsNeeded: true),
        new("title", "text", "the question in words", IsNeeded: true),
        new("of", "pattern", "the things asked for, as for products; all when left out. Of together: the thing whose company is asked for"),
        new("places", "list of zones or regions", "places asked for; all when left out. Of misplaced: where the things belong"),
        new("expected", "list of names", "of inventory: things that should be there"),
        new("at_least", "h:mm or h:mm:ss", "the shortest stay that counts; any when left out"),
    ]);

    /// <summary>All sections, the kinds of adapters among them.</summary>
    public static IReadOnlyList<SiteSection> All { get; } =
    [
        Site, Region, Zone, Anchor, Reader, Antenna, Exciter, Coefficient, Adapter,
        .. Kinds.AdapterKinds.All.Select(kind => new SiteSection($"adapters.NAME (kind: {kind.Name})", kind.Meaning, kind.Keys)),
        RuleFile, Product, Thing, Alerts, Webhook, Recording, Feeds, Question,
    ];
}
