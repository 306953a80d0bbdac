namespace TwinGrid.Simulation.World;

/// <summary>Goods that are kept, tagged and sold alike; one wave carries one class.</summary>
public sealed record ProductClass
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Waves of this class out of each twenty of a centre; those of all classes add up to twenty.</summary>
    public required int Twentieths { get; init; }

    /// <summary>Class of the items' tags: A, B or C.</summary>
    public required string Device { get; init; }

    /// <summary>Temperature the chain keeps, °C; null where goods travel at the temperature of the day.</summary>
    public double? SetPoint { get; init; }

    /// <summary>Lowest temperature allowed, °C; null where there is no such limit.</summary>
    public double? Low { get; init; }

    /// <summary>Highest temperature allowed, °C; null where there is no such limit.</summary>
    public double? High { get; init; }

    /// <summary>Minutes outside the limits, over the whole journey, that are no excursion yet.</summary>
    public double AllowedMinutes { get; init; }

    /// <summary>Mean days an item waits on the shelf; the wait is exponential.</summary>
    public required double ShelfDays { get; init; }

    /// <summary>Mean days from sale to the end of use; exponential.</summary>
    public required double UseDays { get; init; }

    /// <summary>Share of the items sold that come back, zero to one.</summary>
    public required double Returned { get; init; }

    /// <summary>Share of the items that are stolen from the shelf.</summary>
    public required double Stolen { get; init; }

    /// <summary>Share of the items that are broken on the shelf.</summary>
    public required double Broken { get; init; }

    /// <summary>Share of the items lost on their own between factory and shop.</summary>
    public required double Lost { get; init; }

    /// <summary>Surroundings of the portals it passes: a name of the link tables.</summary>
    public required string Surroundings { get; init; }

    /// <summary>Share of the inventory rounds of a room in which a tag is hidden, to 1/256.</summary>
    public required double Hidden { get; init; }
}
