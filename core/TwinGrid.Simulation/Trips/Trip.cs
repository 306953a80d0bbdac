namespace TwinGrid.Simulation.Trips;

/// <summary>The way of a full vehicle.</summary>
/// <param name="Left">When it left, seconds.</param>
/// <param name="Arrived">When it arrived.</param>
/// <param name="Incident">What warmed its load on the way.</param>
/// <param name="RobbedAt">When its whole load was stolen; <see cref="Never"/> as a rule.</param>
/// <param name="Low">Lowest temperature of its air apart from the incident, °C.</param>
/// <param name="High">Highest temperature of its air apart from the incident, °C.</param>
public readonly record struct Trip(int Left, int Arrived, Incident Incident, int RobbedAt, float Low, float High)
{
    /// <summary>A time that doesn't come.</summary>
    public const int Never = int.MaxValue;
}

/// <summary>A load of a factory's goods: one lot, packed into one trailer.</summary>
/// <param name="Factory">The factory.</param>
/// <param name="Lane">Which of its lanes.</param>
/// <param name="Country">Its country.</param>
/// <param name="Packed">When its last case was packed, seconds.</param>
/// <param name="RecalledAt">When the lot was recalled; <see cref="Trip.Never"/> as a rule.</param>
/// <param name="Trailer">Its way to the centre.</param>
public readonly record struct Load(int Factory, int Lane, int Country, int Packed, int RecalledAt, Trip Trailer);

/// <summary>A van's delivery, and the shop it stands in afterwards.</summary>
/// <param name="Van">Its way from the hub.</param>
/// <param name="OnFloor">When the goods came to the sales floor, seconds.</param>
/// <param name="Fridge">What befell the shop's refrigerator while they stood there.</param>
public readonly record struct Delivery(Trip Van, int OnFloor, Incident Fridge);

/// <summary>A truck's load from the centre to the hub.</summary>
/// <param name="Truck">Its way.</param>
/// <param name="Dock">Its wait on the hub's dock.</param>
public readonly record struct Haul(Trip Truck, Incident Dock);
