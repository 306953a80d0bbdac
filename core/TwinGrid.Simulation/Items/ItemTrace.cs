using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>
/// The whole life of one item: its way, its containers, every read, its temperatures. It has no present; ask it about a time. It
/// is the same whether it is computed alone or met in a sweep over its wave. Times are seconds since the world began.
/// </summary>
public sealed class ItemTrace
{
    private readonly CaseFacts _case;
    private readonly ItemFacts _item;
    private readonly ClassFigures _goods;

    /// <summary>The trace of an item by its number.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="number">The item's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The world has no such item.</exception>
    public static ItemTrace Of(Lives lives, long number)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, lives.World.Objects);
        (long theCase, long slot) = Math.DivRem(number, Numbering.ItemsPerCase);
        return new ItemTrace(lives, lives.Case(theCase), (int)slot);
    }

    /// <summary>The trace of an item whose case is at hand.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="theCase">The case.</param>
    /// <param name="slot">The item's place in it, 0 to 23.</param>
    public ItemTrace(Lives lives, in CaseFacts theCase, int slot)
    {
        ArgumentNullException.ThrowIfNull(lives);
        WorldModel world = lives.World;
        (_case, _item, _goods) = (theCase, lives.Item(theCase, slot), world.Classes[theCase.Goods]);
        RouteStep[] steps = RouteStep.Of(_case, _item, world);
        Steps = steps;
        Containers = Stays();
        Reads = ItemReads.Of(_case, _item, _goods, steps);
        Incidents = FeltIncident.Of(_case, _item, _goods, steps);
        SecondsLate = theCase.AtCentre - theCase.LeftFactory - world.TransitSeconds(theCase.Origin, theCase.Country);
        LocationError = ReadRounds.LocationError(_item, world);
    }

    /// <summary>The item's number.</summary>
    public long Number => _case.Number * Numbering.ItemsPerCase + _item.Slot;

    /// <summary>What its case shares.</summary>
    public CaseFacts Case => _case;

    /// <summary>Its own life in short.</summary>
    public ItemFacts Life => _item;

    /// <summary>Its class of goods.</summary>
    public ProductClass Goods => _goods.Goods;

    /// <summary>Its way, from its making on.</summary>
    public IReadOnlyList<RouteStep> Steps { get; }

    /// <summary>The containers that it was in, until it left the chain: by beginning, from the inside to the outside.</summary>
    public IReadOnlyList<ContainerStay> Containers { get; }

    /// <summary>Every read.</summary>
    public ItemReads Reads { get; }

    /// <summary>The incidents it felt.</summary>
    public IReadOnlyList<FeltIncident> Incidents { get; }

    /// <summary>By how much its trailer came late, seconds: the delay of all that was in it.</summary>
    public int SecondsLate { get; }

    /// <summary>How far off its position is told while it stands in a centre or on a shelf, hundredths of a millimetre.</summary>
    public int LocationError { get; }

    /// <summary>Where it is at a time; null before it is made.</summary>
    public RouteStep? StepAt(int second)
    {
        foreach (RouteStep step in Steps)
        {
            if (second >= step.From && second < step.Until)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Lowest and highest temperature and the alarm, up to a time or to its end in the chain, as a census counts them.</summary>
    public Exposure ExposureAt(int second) => Exposure.Of(_case, _item, second, _goods);

    /// <summary>
    /// The temperature at a time, °C; null before it is made, after it left the chain, and for goods that nobody cools while they are
    /// in no vehicle. In vehicles the air swings between the extremes of the trip, by hours where it is cooled and by days else; an
    /// incident counts where it is further from the set point.
    /// </summary>
    public float? TemperatureAt(int second)
    {
        if (second < _case.Made || second >= _item.EndsAt)
        {
            return null;
        }

        Trip? trip = StepAt(second)!.Value.Stage switch
        {
            Stage.Trailer => _case.Trailer,
            Stage.Truck => _case.Haul.Truck,
            Stage.Van => _case.Delivery.Van,
            _ => null,
        };
        if (trip is null && !_goods.IsCooled)
        {
            return null;
        }

        float swing = trip is { } way ? Swing(way, second) : 0, felt = 0;
        foreach (FeltIncident incident in Incidents)
        {
            felt += incident.At(second);
        }

        float middle = trip is { } air ? (air.Low + air.High) / 2 : _goods.SetPoint;
        return middle + (MathF.Abs(felt) >= MathF.Abs(swing) ? felt : swing);
    }

    /// <summary>Temperatures from a time to another, evenly sampled, with the beginnings, peaks and ends of incidents and the crests of trips.</summary>
    /// <param name="from">First second.</param>
    /// <param name="until">Last second, excluded.</param>
    /// <param name="count">Even samples, one at least.</param>
    public IReadOnlyList<(int Second, float? Celsius)> Temperatures(int from, int until, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SortedSet<int> seconds = [.. Enumerable.Range(0, count).Select(index => from + (int)((long)(until - from) * index / count))];
        seconds.UnionWith(Incidents.SelectMany(incident => new[] { incident.Shared.Start, incident.Shared.Peak, incident.End }));
        foreach (Trip trip in (ReadOnlySpan<Trip>)[_case.Trailer, _case.Haul.Truck, _case.Delivery.Van])
        {
            int quarter = (trip.Arrived - trip.Left) / Swings(trip) / 4;
            seconds.UnionWith([trip.Left, trip.Left + quarter, trip.Left + 3 * quarter, trip.Arrived]);
        }

        seconds.UnionWith(Steps.Select(step => step.From));
        return [.. seconds.Where(second => second >= from && second < until).Select(second => (second, TemperatureAt(second)))];
    }

    /// <summary>A triangle wave of whole swings from the trip's beginning to its end, up first, K.</summary>
    private float Swing(Trip trip, int second)
    {
        double swings = (double)(second - trip.Left) * Swings(trip) / (trip.Arrived - trip.Left), part = swings - Math.Floor(swings);
        double wave = part < 0.25 ? 4 * part : part < 0.75 ? 2 - 4 * part : 4 * part - 4;
        return (float)wave * (trip.High - trip.Low) / 2;
    }

    private int Swings(Trip trip) => Math.Max(1, (trip.Arrived - trip.Left) / (_goods.IsCooled ? 7_200 : WorldModel.SecondsPerDay));

    private ContainerStay[] Stays()
    {
        var stays = new List<ContainerStay>(ContainerStay.Kinds.Count);
        foreach (ThingKind kind in ContainerStay.Kinds)
        {
            ContainerStay stay = ContainerStay.Planned(_case, kind);
            if (stay.From < _item.EndsAt)
            {
                stays.Add(stay with { Until = Math.Min(stay.Until, _item.EndsAt) });
            }
        }

        return [.. stays];
    }
}
