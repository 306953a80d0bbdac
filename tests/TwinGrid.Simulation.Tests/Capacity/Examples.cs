using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

/// <summary>Costs, prices and a deployment of round numbers, so that every row can be worked out by hand.</summary>
internal static class Examples
{
    public static Measurement Measurement { get; } = new("bench capacity", "2026-01-31", 2, "embedded", "10.0.0", 3);

    public static UnitCosts Costs { get; } = new(Measurement, [.. CostNames.All.Select(CostOf)], []);

    public static Prices Prices { get; } = new(
        "EUR", new Price(0.05, "an offer", false), new Price(3, "an offer", false), new Price(0.1, "an offer", false), new Price(0.05, "an offer", false));

    /// <summary>A million things, nothing left to a default.</summary>
    public static Deployment Shop { get; } = new("shop", 1e6)
    {
        TagsPerObject = 2,
        LifeDays = 100,
        ResidentShare = 0.1,
        VisitsPerDay = 1,
        DoorReads = 8,
        TrackReads = 4,
        Probes = 2,
        ReadingsPerDay = 6,
        EventsPerDay = 3,
        QueriesPerSecond = 10,
        Regions = 100,
        Readers = 200,
        Anchors = 700,
        LocalizationsPerDay = 5,
        Neighbours = 30,
        RetentionDays = 200,
        HistoryDays = 10,
        PeakToMean = 4,
        Utilisation = 0.5,
        MemoryHeadroom = 2,
        Copies = 3,
        SiloCores = 2,
        SiloMemoryGigabytes = 64,
    };

    public static CapacityPlan Plan(Deployment? deployment = null) => CapacityPlan.From(deployment ?? Shop, Costs, Prices);

    private static UnitCost CostOf(string name) => name switch
    {
        CostNames.FirstVisitProcessor => Measured(name, 1000, "µs"),
        CostNames.VisitProcessor => Measured(name, 500, "µs"),
        CostNames.DoorReadProcessor => Measured(name, 20, "µs"),
        CostNames.TrackReadProcessor => Measured(name, 40, "µs"),
        CostNames.ProbeProcessor => Measured(name, 10, "µs"),
        CostNames.ReadingProcessor => Measured(name, 50, "µs"),
        CostNames.EventProcessor => Measured(name, 100, "µs"),
        CostNames.QueryProcessor => Measured(name, 200, "µs"),
        CostNames.TwinMemory => Measured(name, 10_000, "bytes"),
        CostNames.ReadMemory => Measured(name, 100, "bytes"),
        CostNames.SiloMemory => Measured(name, 1e8, "bytes"),
        CostNames.FirstVisitStorage => Measured(name, 2000, "bytes"),
        CostNames.VisitStorage => Measured(name, 800, "bytes"),
        CostNames.ReadStorage => Measured(name, 25, "bytes"),
        CostNames.ProbeStorage => Measured(name, 50, "bytes"),
        CostNames.ReadingStorage => Measured(name, 10, "bytes"),
        CostNames.EventStorage => Measured(name, 700, "bytes"),
        CostNames.EventWire => Measured(name, 500, "bytes"),
        CostNames.ObservationWire => UnitCost.Assumed(name, 70, "bytes", "as LLRP has it"),
        CostNames.QueryWire => UnitCost.Assumed(name, 4000, "bytes", "a dozen steps"),
        _ => UnitCost.Assumed(name, 120, "bytes", "a message"),
    };

    private static UnitCost Measured(string name, double value, string unit) => new(name, value, unit, Basis.Measured, "in a test", 0.02);
}
