namespace TwinGrid.Signal.Devices;

/// <summary>What one of the white paper's scenarios asks of tags and network. GTI white paper, section 2.</summary>
public sealed record Scenario
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its section.</summary>
    public required string Section { get; init; }

    /// <summary>The classes that the white paper would use; all where it names none.</summary>
    public required IReadOnlyList<DeviceClass> Named { get; init; }

    /// <summary>How far the network has to go as one system, and the words for it.</summary>
    public required NetworkSpan Span { get; init; }

    /// <summary>Why that span.</summary>
    public required string SpanSource { get; init; }

    /// <summary>Whether tags have to speak unasked.</summary>
    public bool ReportsUnasked { get; init; }

    /// <summary>Whether tags have to measure while nobody lights them.</summary>
    public bool SensesUnlit { get; init; }

    /// <summary>What lies between.</summary>
    public required Surroundings Surroundings { get; init; }

    /// <summary>Distance from a tag to the nearest reader, receiver or base station, metres.</summary>
    public required Sourced Reach { get; init; }

    /// <summary>Distance to the nearest helper, relay or terminal where the deployment has them, metres.</summary>
    public Sourced? Helper { get; init; }

    /// <summary>Tags in a cell.</summary>
    public required Sourced Tags { get; init; }

    /// <summary>Seconds in which all of them are to be read.</summary>
    public required Sourced Window { get; init; }

    /// <summary>Power that a tag with a store finds round it, watts on average.</summary>
    public required Sourced Ambient { get; init; }

    /// <summary>Tags to be read a second.</summary>
    public double Rate => Tags.Value / Window.Value;
}
