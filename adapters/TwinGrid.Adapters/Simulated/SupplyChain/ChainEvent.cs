using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>The summary of a logger's record that goes into a sensor element, in degrees Celsius.</summary>
internal sealed record SensorSummary(EpcIdentity Device, DateTimeOffset From, DateTimeOffset Until, double Least, double Most, double Mean);

/// <summary>What withdraws an event: when it was declared wrong, and the id of the one that says it right.</summary>
internal sealed record Withdrawal(DateTimeOffset Time, string CorrectiveEvent);

/// <summary>An event of a chain before it is written. Steps and dispositions are bare words of the Core Business Vocabulary.</summary>
internal sealed record ChainEvent
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>ADD, OBSERVE or DELETE.</summary>
    public required string Action { get; init; }

    /// <summary>Business step.</summary>
    public required string Step { get; init; }

    /// <summary>Disposition; null for none.</summary>
    public string? Disposition { get; init; }

    /// <summary>The things: of an object event, or children when there is a container.</summary>
    public required IReadOnlyList<EpcIdentity> Things { get; init; }

    /// <summary>The container; null for an object event.</summary>
    public EpcIdentity? Container { get; init; }

    /// <summary>Where it was read.</summary>
    public required EpcIdentity ReadPoint { get; init; }

    /// <summary>Where the things are from then on; null when no place is.</summary>
    public EpcIdentity? Location { get; init; }

    /// <summary>Lot of what is commissioned; null for anything else.</summary>
    public string? Lot { get; init; }

    /// <summary>Type and name of a business transaction.</summary>
    public (string Type, string Name)? Transaction { get; init; }

    /// <summary>What a logger recorded.</summary>
    public SensorSummary? Sensor { get; init; }

    /// <summary>Set when the event is withdrawn.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>Whether its writer uses EPC URNs rather than Digital Links.</summary>
    public bool IsInUrns { get; init; }
}
