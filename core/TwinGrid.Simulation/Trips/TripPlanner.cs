using System.Runtime.Intrinsics;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Trips;

/// <summary>Works out waves, trucks and vans from their numbers. All that is shared is drawn here, once for each thing that shares it.</summary>
public sealed class TripPlanner
{
    private const int Hour = 3600, Day = 24 * Hour;
    private const double Word = 1 / 4_294_967_296.0;

    /// <summary>How far a cooled store keeps to its set point, K.</summary>
    private const float Band = 1;

    /// <summary>How far an uncooled vehicle strays from the air outside, K.</summary>
    private const float Sun = 5;

    /// <summary>Temperature of rooms that are heated and not cooled, °C.</summary>
    private const float Indoors = 21;

    private readonly WorldModel _world;
    private readonly PhiloxLanes _random;
    private readonly uint _robbedBelow;
    private readonly uint _recalledBelow;
    private readonly HazardFigures _trailer, _power, _truck, _dock, _doors, _fridge;

    /// <summary>Plans a world's trips.</summary>
    public TripPlanner(WorldModel world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        _random = new PhiloxLanes(world.Seed);
        Hazards hazards = world.Parameters.Hazards;
        _robbedBelow = ClassFigures.Threshold(hazards.Robbed);
        _recalledBelow = ClassFigures.Threshold(hazards.Recalled);
        _trailer = new HazardFigures(hazards.TrailerUnit, Cause.TrailerUnit, hazards.Overcooled, Cause.TrailerOvercooled);
        _power = new HazardFigures(hazards.CentrePower, Cause.CentrePower);
        _truck = new HazardFigures(hazards.TruckUnit, Cause.TruckUnit, hazards.Overcooled, Cause.TruckOvercooled);
        _dock = new HazardFigures(hazards.HubDock, Cause.HubDock);
        _doors = new HazardFigures(hazards.VanDoors, Cause.VanDoors);
        _fridge = new HazardFigures(hazards.ShopFridge, Cause.ShopFridge);
    }

    /// <summary>The plan of a wave.</summary>
    /// <param name="wave">Its number, from 0 to the world's waves.</param>
    /// <param name="only">The one load that is asked for, if not all are: of the others only their arrival is worked out.</param>
    public WavePlan Wave(long wave, int? only = null)
    {
        int centre = _world.CentreOf(wave), sequence = _world.SequenceOf(wave);
        int country = _world.CountryOfCentre(centre), goods = _world.ClassOf(centre, sequence);
        PhiloxBlock hours = _world.Words(Purpose.Centre, centre);
        int planned = (int)(WorldModel.LeadDays * (double)Day + (sequence + hours.X2 * Word) * _world.WavePeriod);
        Loads loads = default;
        int complete = 0;
        Span<Vector256<uint>> lanes = stackalloc Vector256<uint>[4];
        _random.Eight(wave * Numbering.LoadsPerWave, Purpose.Load, lanes);
        for (int index = 0; index < Numbering.LoadsPerWave; index++)
        {
            long number = wave * Numbering.LoadsPerWave + index;
            PhiloxBlock words = new(lanes[0][index], lanes[1][index], lanes[2][index], lanes[3][index]);
            (int factory, int lane) = _world.FactoryOf(centre, index);
            int from = _world.CountryOfFactory(factory), transit = _world.TransitSeconds(from, country);
            int arrived = planned + Late(words.X0, transit / 3);
            complete = Math.Max(complete, arrived);
            if ((only ?? index) == index)
            {
                loads[index] = Load(number, words, goods, country, new Load(factory, lane, from, 0, 0, default), planned - transit, arrived);
            }
        }

        return new WavePlan
        {
            Wave = wave,
            Centre = centre,
            Country = country,
            Goods = goods,
            Loads = loads,
            Complete = complete,
            Power = Draw(_power, Purpose.CentrePower, wave, goods, country, complete, complete + 4 * Hour),
            Dealing = new Dealing(Numbering.CasesPerWave, _world.Words(Purpose.Wave, wave)),
        };
    }

    /// <summary>The way of one of a wave's trucks.</summary>
    /// <param name="plan">The wave.</param>
    /// <param name="truck">Which of its trucks, 0 to 7.</param>
    public Haul Truck(in WavePlan plan, int truck)
    {
        long number = plan.Wave * Numbering.LoadsPerWave + truck;
        PhiloxBlock words = _world.Words(Purpose.Truck, number);
        int left = plan.Complete + 4 * Hour + (int)(words.X0 * Word * (44 * Hour));
        int arrived = left + 3 * Hour + (int)(words.X1 * Word * (12 * Hour)) + Late(words.X2, Day);
        Trip trip = Way(plan.Goods, plan.Country, left, arrived, words.X3, Draw(_truck, Purpose.TruckUnit, number, plan.Goods, plan.Country, left, arrived));
        return new Haul(trip, Draw(_dock, Purpose.HubDock, number, plan.Goods, plan.Country, arrived, arrived + Hour));
    }

    /// <summary>The way of one of a truck's vans and the shop at its end.</summary>
    /// <param name="plan">The wave.</param>
    /// <param name="van">Which of its vans, 0 to 127: sixteen for each truck.</param>
    /// <param name="truckArrived">When the van's truck arrived at the hub.</param>
    public Delivery Van(in WavePlan plan, int van, int truckArrived)
    {
        long number = plan.Wave * Numbering.VansPerWave + van;
        PhiloxBlock words = _world.Words(Purpose.Van, number);
        int left = truckArrived + Hour + (int)(words.X0 * Word * (20 * Hour));
        int arrived = left + Hour + (int)(words.X1 * Word * (7 * Hour));
        int onFloor = arrived + Hour + (int)(words.X2 * Word * (5 * Hour));
        int shelf = (int)(2 * _world.FiguresOf(plan.Goods).ShelfSeconds);
        return new Delivery(
            Way(plan.Goods, plan.Country, left, arrived, words.X3, Draw(_doors, Purpose.VanDoors, number, plan.Goods, plan.Country, left, arrived)),
            onFloor,
            Draw(_fridge, Purpose.ShopFridge, number, plan.Goods, plan.Country, onFloor, onFloor + shelf, indoors: true));
    }

    private Load Load(long number, PhiloxBlock words, int goods, int country, Load load, int left, int arrived) => load with
    {
        Packed = left - Hour - (int)(words.X1 * Word * (11 * Hour)),
        RecalledAt = words.X2 >= _recalledBelow ? Trip.Never : left + 10 * Day + (int)((double)words.X2 / _recalledBelow * (120 * Day)),
        Trailer = Way(goods, load.Country, left, arrived, words.X3, Draw(_trailer, Purpose.TrailerUnit, number, goods, country, left, arrived)),
    };

    private Incident Draw(HazardFigures hazard, Purpose purpose, long number, int goods, int country, int begin, int end, bool indoors = false)
    {
        ClassFigures figures = _world.FiguresOf(goods);
        return figures.IsCooled
            ? hazard.Draw(_world.Words(purpose, number), begin, end, figures.SetPoint, indoors ? Indoors : _world.Air.At(country, begin))
            : default;
    }

    /// <summary>A trip with its robbery and the temperatures of its air.</summary>
    private Trip Way(int goods, int country, int left, int arrived, uint word, Incident incident)
    {
        int robbed = word >= _robbedBelow ? Trip.Never : left + (int)((double)word / _robbedBelow * (arrived - left));
        ClassFigures figures = _world.FiguresOf(goods);
        float middle = figures.IsCooled ? figures.SetPoint : _world.Air.At(country, left);
        float stray = figures.IsCooled ? Band : Sun;
        return new Trip(left, arrived, incident, robbed, middle - stray, middle + stray);
    }

    /// <summary>A delay: mostly small, rarely the whole of <paramref name="most"/>.</summary>
    private static int Late(uint word, int most)
    {
        double share = word * Word;
        return (int)(share * share * share * share * most);
    }
}
