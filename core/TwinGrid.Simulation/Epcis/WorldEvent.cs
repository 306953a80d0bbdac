using TwinGrid.Simulation.Items;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Epcis;

/// <summary>An event of the world as EPCIS tells it. An event that several items share is the same, asked from whichever of them.</summary>
public sealed record WorldEvent
{
    /// <summary>When, seconds since the world began.</summary>
    public required int Second { get; init; }

    /// <summary>What it says of its things.</summary>
    public required EventAction Action { get; init; }

    /// <summary>The container of an aggregation; null for an event of objects.</summary>
    public EpcIdentity? Parent { get; init; }

    /// <summary>Its things. An aggregation that ends without naming any empties its container.</summary>
    public IReadOnlyList<EpcIdentity> Things { get; init; } = [];

    /// <summary>Business step, a word of the standard vocabulary; null for none.</summary>
    public string? Step { get; init; }

    /// <summary>Disposition, a word of the standard vocabulary; null for none.</summary>
    public string? Disposition { get; init; }

    /// <summary>Where it was read.</summary>
    public EpcIdentity? ReadPoint { get; init; }

    /// <summary>Where the things are from then on.</summary>
    public EpcIdentity? Location { get; init; }

    /// <summary>The lot of things that come into being.</summary>
    public string? Lot { get; init; }

    /// <summary>What a sensor said; null where none did.</summary>
    public SensedIncident? Sensor { get; init; }
}

/// <summary>An incident as an item's sensor told it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Celsius">The furthest temperature reached in it, °C.</param>
/// <param name="AlarmAt">When it raised the alarm, seconds; null where it did not.</param>
public sealed record SensedIncident(FeltIncident Incident, float Celsius, int? AlarmAt);
