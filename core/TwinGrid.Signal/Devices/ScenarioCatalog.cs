namespace TwinGrid.Signal.Devices;

/// <summary>The eleven scenarios of the white paper, section 2. It asks for ranges, numbers and times in words; the numbers taken for them are marked.</summary>
public static class ScenarioCatalog
{
    private static readonly DeviceClass[] AOrB = [DeviceClass.A, DeviceClass.B];
    private static readonly Sourced Light = Sourced.Assumed(20e-6, "indoor light on a few square centimetres");
    private static readonly Sourced Sun = Sourced.Assumed(200e-6, "daylight on a few square centimetres; section 2.1.3 names light, heat and the mains' field");

    /// <summary>All of them, in the order of the white paper.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new()
        {
            Name = "Large-scale warehouse", Section = "2.1.1", Named = AOrB, Span = NetworkSpan.Region, SpanSource = "continuous coverage inside and outside the warehouse",
            Surroundings = Surroundings.Hall, Reach = Sourced.Assumed(50, "a hall's half length"), Helper = Sourced.Assumed(5, "exciters at gates, roof and storage areas, section 2.1.1"),
            Tags = Sourced.Assumed(10_000, "goods in a hall"), Window = Sourced.Of(300, "2.1.1: inventory within minutes; five taken"), Ambient = Light,
        },
        new()
        {
            Name = "Office assets", Section = "2.1.2", Named = AOrB, Span = NetworkSpan.Region, SpanSource = "offices, warehouses and outdoor parks without gaps",
            Surroundings = Surroundings.Rooms, Reach = Sourced.Assumed(20, "a base station in each key area"), Helper = Sourced.Assumed(5, "a helper in each room"),
            Tags = Sourced.Assumed(5_000, "assets of a building"), Window = Sourced.Assumed(3600, "on demand instead of yearly"), Ambient = Light,
        },
        new()
        {
            Name = "Industry equipment", Section = "2.1.3", Named = [DeviceClass.B, DeviceClass.C], Span = NetworkSpan.Region, SpanSource = "ducts and substations of one operator",
            SensesUnlit = true,
            Surroundings = Surroundings.Underground, Reach = Sourced.Assumed(100, "a base station above ground"), Helper = Sourced.Assumed(20, "relays in the duct, section 2.1.3"),
            Tags = Sourced.Assumed(500, "measuring points"), Window = Sourced.Assumed(60, "periodic monitoring"), Ambient = Sun,
        },
        new()
        {
            Name = "Household goods", Section = "2.1.4", Named = DeviceClass.All, Span = NetworkSpan.Region, SpanSource = "a home, asked from outside",
            Surroundings = Surroundings.Rooms, Reach = Sourced.Assumed(10, "a flat"), Helper = Sourced.Assumed(3, "phones, routers and gateways, section 2.1.4"),
            Tags = Sourced.Assumed(200, "things of a household"), Window = Sourced.Assumed(60, "a quick search"), Ambient = Light,
        },
        new()
        {
            Name = "Personnel and goods tracking", Section = "2.2.1", Named = [DeviceClass.C], Span = NetworkSpan.Wide, SpanSource = "found wherever there is a base station",
            ReportsUnasked = true,
            Surroundings = Surroundings.Street, Reach = Sourced.Assumed(300, "a small cell"),
            Tags = Sourced.Assumed(1_000, "people and things in a cell"), Window = Sourced.Assumed(60, "a heartbeat a minute"), Ambient = Sun,
        },
        new()
        {
            Name = "Traffic vehicles", Section = "2.2.2", Named = [DeviceClass.C], Span = NetworkSpan.Wide, SpanSource = "base stations over a city",
            ReportsUnasked = true,
            Surroundings = Surroundings.Street, Reach = Sourced.Assumed(300, "a small cell"),
            Tags = Sourced.Assumed(500, "vehicles in a cell"), Window = Sourced.Assumed(10, "300 m at 30 m/s"), Ambient = Sun,
        },
        new()
        {
            Name = "Liquid assets", Section = "2.2.3", Named = [DeviceClass.C], Span = NetworkSpan.Wide, SpanSource = "lost assets found over a city",
            ReportsUnasked = true, SensesUnlit = true,
            Surroundings = Surroundings.Street, Reach = Sourced.Assumed(300, "a small cell"),
            Tags = Sourced.Assumed(2_000, "assets in a cell"), Window = Sourced.Assumed(3600, "regular report"), Ambient = Light,
        },
        new()
        {
            Name = "Production process", Section = "2.3.1", Named = [DeviceClass.A], Span = NetworkSpan.Region, SpanSource = "gates, stores and stations of a factory",
            Surroundings = Surroundings.Hall, Reach = Sourced.Assumed(10, "base stations at gates and stations"), Helper = Sourced.Assumed(5, "a helper at each station"),
            Tags = Sourced.Assumed(1_000, "materials and work in progress"), Window = Sourced.Assumed(60, "a beat of the line"), Ambient = Light,
        },
        new()
        {
            Name = "Express logistics", Section = "2.3.2", Named = DeviceClass.All, Span = NetworkSpan.Wide, SpanSource = "every link of the way of a parcel",
            Surroundings = Surroundings.Hall, Reach = Sourced.Assumed(10, "base stations in sorting centres"),
            Tags = Sourced.Assumed(2_000, "parcels in a hall"), Window = Sourced.Assumed(60, "a lorry's load"), Ambient = Light,
        },
        new()
        {
            Name = "Cold chain", Section = "2.3.3", Named = DeviceClass.All, Span = NetworkSpan.Wide, SpanSource = "production to sales without gaps",
            Surroundings = Surroundings.Hall, Reach = Sourced.Assumed(10, "base stations in stores"),
            Tags = Sourced.Assumed(1_000, "items in a cold store"), Window = Sourced.Assumed(300, "a reading every five minutes"), Ambient = Light,
        },
        new()
        {
            Name = "Commodity supply chain", Section = "2.3.4", Named = DeviceClass.All, Span = NetworkSpan.Wide, SpanSource = "production, stores and sales as one",
            Surroundings = Surroundings.Hall, Reach = Sourced.Assumed(10, "base stations in stores and shops"),
            Tags = Sourced.Assumed(5_000, "goods of a shop"), Window = Sourced.Assumed(600, "stock kept up to date"), Ambient = Light,
        },
    ];
}
