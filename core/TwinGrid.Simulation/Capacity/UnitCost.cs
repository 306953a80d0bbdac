namespace TwinGrid.Simulation.Capacity;

/// <summary>Where a number of a plan comes from.</summary>
public enum Basis
{
    /// <summary>All that it is made of was measured, or is given by whoever plans.</summary>
    Measured = 0,

    /// <summary>Something that it is made of was assumed.</summary>
    Assumed = 1,
}

/// <summary>What one of something costs.</summary>
/// <param name="Name">Its name, one of <see cref="CostNames"/>.</param>
/// <param name="Value">The cost, zero or above.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Basis">Whether it was measured.</param>
/// <param name="How">How it was measured, or why it is assumed.</param>
/// <param name="Spread">Half the range of the repeats as a share of their median, at the largest size that was repeated; zero where assumed.</param>
/// <param name="Law">The law whose slope it comes from; null where it was measured at one size, or assumed.</param>
public sealed record UnitCost(string Name, double Value, string Unit, Basis Basis, string How, double Spread = 0, ScalingLaw? Law = null)
{
    /// <summary>A cost that was not measured.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What is taken for it.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="why">Why that.</param>
    public static UnitCost Assumed(string name, double value, string unit, string why) => new(name, value, unit, Basis.Assumed, why);
}

/// <summary>The unit costs that a plan needs.</summary>
public static class CostNames
{
    /// <summary>Processor time of a thing's first visit beside its reads: its twins begin, it arrives and leaves, all is stored. µs.</summary>
    public const string FirstVisitProcessor = "first_visit_processor_us";

    /// <summary>Processor time of a later visit beside its reads: its twins come back from storage, it arrives and leaves. µs.</summary>
    public const string VisitProcessor = "visit_processor_us";

    /// <summary>Processor time of a read without phase, from the durable door to the thing. µs.</summary>
    public const string DoorReadProcessor = "door_read_processor_us";

    /// <summary>Processor time of a read with phase. µs.</summary>
    public const string TrackReadProcessor = "track_read_processor_us";

    /// <summary>Processor time of a probe of one tag by another, localization included. µs.</summary>
    public const string ProbeProcessor = "probe_processor_us";

    /// <summary>Processor time of a sensor's reading that is judged by rules. µs.</summary>
    public const string ReadingProcessor = "reading_processor_us";

    /// <summary>Processor time of an EPCIS event, from its bytes to the commit. µs.</summary>
    public const string EventProcessor = "event_processor_us";

    /// <summary>Processor time of the trace of one thing. µs.</summary>
    public const string QueryProcessor = "query_processor_us";

    /// <summary>Memory of a thing with its tag, both resident, beside its recent observations. Bytes.</summary>
    public const string TwinMemory = "twin_memory_bytes";

    /// <summary>Memory of an observation in the recent history of a resident tag. Bytes.</summary>
    public const string ReadMemory = "read_memory_bytes";

    /// <summary>Memory of a silo at rest. Bytes.</summary>
    public const string SiloMemory = "silo_memory_bytes";

    /// <summary>Storage of a thing behind its first visit beside its reads: states, and the facts of the visit. Bytes.</summary>
    public const string FirstVisitStorage = "first_visit_storage_bytes";

    /// <summary>Storage that a later visit adds beside its reads: its facts. Bytes.</summary>
    public const string VisitStorage = "visit_storage_bytes";

    /// <summary>Storage of a read in the history of its tag. Bytes.</summary>
    public const string ReadStorage = "read_storage_bytes";

    /// <summary>Storage of a probe in the history of its tag. Bytes.</summary>
    public const string ProbeStorage = "probe_storage_bytes";

    /// <summary>Storage of a sensor's reading in the history of its tag. Bytes.</summary>
    public const string ReadingStorage = "reading_storage_bytes";

    /// <summary>Storage of an EPCIS event with its indexes. Bytes.</summary>
    public const string EventStorage = "event_storage_bytes";

    /// <summary>An EPCIS event on the wire. Bytes.</summary>
    public const string EventWire = "event_wire_bytes";

    /// <summary>An observation on the wire from reader to silo. Bytes.</summary>
    public const string ObservationWire = "observation_wire_bytes";

    /// <summary>The answer to a query on the wire. Bytes.</summary>
    public const string QueryWire = "query_wire_bytes";

    /// <summary>An observation on its way from one silo to another. Bytes.</summary>
    public const string HopWire = "hop_wire_bytes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        FirstVisitProcessor, VisitProcessor, DoorReadProcessor, TrackReadProcessor, ProbeProcessor, ReadingProcessor, EventProcessor, QueryProcessor,
        TwinMemory, ReadMemory, SiloMemory, FirstVisitStorage, VisitStorage, ReadStorage, ProbeStorage, ReadingStorage, EventStorage,
        EventWire, ObservationWire, QueryWire, HopWire,
    ];
}
