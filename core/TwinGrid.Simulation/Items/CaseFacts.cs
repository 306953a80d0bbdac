using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>What the items of one case share: its way with times, what befell it, how exposed it stood. Times in seconds.</summary>
public readonly struct CaseFacts
{
    /// <summary>The incidents that may befall a case, in the order of its way.</summary>
    internal const int Incidents = 6;

    /// <summary>A factory packs a case of a load every so many seconds.</summary>
    internal const int SecondsPerCase = 20;

    /// <summary>Gathers a case's facts from the trips it took part in.</summary>
    /// <param name="plan">Its wave.</param>
    /// <param name="place">Its place among the wave's cases, 0 to 8,319.</param>
    /// <param name="dealt">Its place among the wave's trucks.</param>
    /// <param name="haul">The truck that the wave's dealing gives it.</param>
    /// <param name="delivery">The van that the dealing gives it.</param>
    /// <param name="words">Its random words.</param>
    /// <param name="lostBelow">Its first word lies below this when it was lost as a whole.</param>
    internal CaseFacts(in WavePlan plan, int place, int dealt, in Haul haul, in Delivery delivery, PhiloxBlock words, uint lostBelow)
    {
        Number = plan.Wave * Numbering.CasesPerWave + place;
        Goods = plan.Goods;
        Country = plan.Country;
        Centre = plan.Centre;
        Dealt = dealt;
        LoadIndex = place / Numbering.CasesPerLoad;
        int inLoad = place - LoadIndex * Numbering.CasesPerLoad, onPallet = inLoad % Numbering.CasesPerPallet;
        ref readonly Load load = ref plan.LoadAt(LoadIndex);
        Origin = load.Country;
        Made = load.Packed - (Numbering.CasesPerLoad - 1 - inLoad) * SecondsPerCase;
        LeftFactory = load.Trailer.Left;
        AtCentre = load.Trailer.Arrived;
        LeftCentre = haul.Truck.Left;
        AtHub = haul.Truck.Arrived;
        LeftHub = delivery.Van.Left;
        AtShop = delivery.Van.Arrived;
        OnFloor = delivery.OnFloor;
        RecalledAt = load.RecalledAt;
        RobbedAt = Math.Min(load.Trailer.RobbedAt, Math.Min(haul.Truck.RobbedAt, delivery.Van.RobbedAt));
        LostAt = words.X0 >= lostBelow ? Trip.Never : LeftFactory + (int)((double)words.X0 / lostBelow * (AtShop - LeftFactory));
        // The outer cases of a pallet stand in the draught; where a case stood afterwards is drawn.
        Outside = onPallet % 8 is 0 or 3 or 4 or 7 || onPallet >= 32 ? 1 : 0.7f;
        Beside = 0.6f + 0.4f * (words.X1 >> 8) / 16_777_216;
        Trailer = load.Trailer;
        Haul = haul;
        Delivery = delivery;
        Power = plan.Power;
    }

    /// <summary>The case's number.</summary>
    public long Number { get; }

    /// <summary>The class of its goods.</summary>
    public int Goods { get; }

    /// <summary>The country it was made in.</summary>
    public int Origin { get; }

    /// <summary>The country it is bought in.</summary>
    public int Country { get; }

    /// <summary>The centre it passes through.</summary>
    public int Centre { get; }

    /// <summary>Its place among the wave's trucks: truck, van and place in the van in mixed radix.</summary>
    public int Dealt { get; }

    /// <summary>Which load of its wave it came in, 0 to 7.</summary>
    public int LoadIndex { get; }

    /// <summary>The truck of its wave that took it on, 0 to 7.</summary>
    public int TruckIndex => Dealt / Numbering.CasesPerLoad;

    /// <summary>The van of its wave that delivered it, 0 to 127.</summary>
    public int VanIndex => Dealt / Numbering.CasesPerVan;

    /// <summary>The shop it goes to: 128 of each centre.</summary>
    public long Shop => (long)Centre * Numbering.VansPerWave + VanIndex;

    /// <summary>When its items were made, tagged and packed.</summary>
    public int Made { get; }

    /// <summary>When its trailer left the factory.</summary>
    public int LeftFactory { get; }

    /// <summary>When it came to the centre.</summary>
    public int AtCentre { get; }

    /// <summary>When its truck left the centre.</summary>
    public int LeftCentre { get; }

    /// <summary>When it came to the hub.</summary>
    public int AtHub { get; }

    /// <summary>When its van left the hub.</summary>
    public int LeftHub { get; }

    /// <summary>When it came to the shop.</summary>
    public int AtShop { get; }

    /// <summary>When it came to the sales floor and its items onto the shelf.</summary>
    public int OnFloor { get; }

    /// <summary>When its lot was recalled; <see cref="Trip.Never"/> as a rule.</summary>
    public int RecalledAt { get; }

    /// <summary>When its vehicle was robbed; <see cref="Trip.Never"/> as a rule.</summary>
    public int RobbedAt { get; }

    /// <summary>When it was lost as a whole; <see cref="Trip.Never"/> as a rule.</summary>
    public int LostAt { get; }

    /// <summary>The trailer's way.</summary>
    public Trip Trailer { get; }

    /// <summary>The truck's way and its wait at the hub.</summary>
    public Haul Haul { get; }

    /// <summary>The van's way and the shop's refrigerator.</summary>
    public Delivery Delivery { get; }

    /// <summary>The centre's loss of power.</summary>
    public Incident Power { get; }

    /// <summary>Share of the trailer's incident that the outer items of the case feel.</summary>
    public float Outside { get; }

    /// <summary>The same of all later incidents.</summary>
    public float Beside { get; }

    /// <summary>When it ceased to travel with its load: recalled, robbed or lost as a whole; <see cref="Trip.Never"/> as a rule.</summary>
    internal int TakenAt => Math.Min(RecalledAt, Math.Min(RobbedAt, LostAt));

    /// <summary>Whether it was recalled, robbed or lost before a time.</summary>
    internal bool IsTakenBefore(int time) => RecalledAt < time || RobbedAt < time || LostAt < time;

    /// <summary>Puts together what befell it before a time, in the order of its way.</summary>
    /// <param name="felt">Room for <see cref="Incidents"/>.</param>
    /// <param name="time">The time.</param>
    /// <returns>How many incidents there were.</returns>
    internal int Befallen(Span<Felt> felt, int time)
    {
        int count = 0;
        Add(Trailer.Incident, Outside, felt);
        Add(Power, Beside, felt);
        Add(Haul.Truck.Incident, Beside, felt);
        Add(Haul.Dock, Beside, felt);
        Add(Delivery.Van.Incident, Beside, felt);
        Add(Delivery.Fridge, Beside, felt);
        return count;

        void Add(Incident incident, float share, Span<Felt> all)
        {
            if (incident.Happened && incident.Start < time)
            {
                all[count++] = new Felt(incident.Cause, incident.Start, incident.Seconds, incident.Rise * share);
            }
        }
    }
}

/// <summary>An incident as the outer items of a case felt it.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="Start">When, seconds.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Rise">The peak above the set point, K.</param>
internal readonly record struct Felt(Cause Cause, int Start, int Seconds, float Rise);
