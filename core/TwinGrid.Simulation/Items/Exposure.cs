using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>What the incidents of its way did to an item, up to a time or to its end in the chain.</summary>
/// <param name="HighestCelsius">Highest temperature, °C.</param>
/// <param name="LowestCelsius">Lowest temperature, °C.</param>
/// <param name="OutsideSeconds">Seconds outside the limits of all incidents that had begun.</param>
/// <param name="AlarmAt">When the time outside exceeded what is allowed; <see cref="Trip.Never"/> when it hadn't.</param>
/// <param name="Cause">The incident in which it did.</param>
public readonly record struct Exposure(float HighestCelsius, float LowestCelsius, float OutsideSeconds, int AlarmAt, Cause Cause)
{
    /// <summary>What an item of a case feels of what befell the case, by slot: four by three by two items, corners most.</summary>
    internal static float[] SlotShares { get; } = [.. Enumerable.Range(0, Numbering.ItemsPerCase).Select(Share)];

    /// <summary>Works an item's exposure out.</summary>
    /// <param name="theCase">Its case.</param>
    /// <param name="item">Its life.</param>
    /// <param name="time">Until when.</param>
    /// <param name="goods">Its class of goods.</param>
    internal static Exposure Of(in CaseFacts theCase, in ItemFacts item, int time, ClassFigures goods)
    {
        int until = Math.Min(time, item.EndsAt);
        (float low, float high) = Air(theCase, until);
        float outside = 0, slot = SlotShares[item.Slot];
        int alarm = Trip.Never;
        Cause cause = Cause.None;
        for (int index = 0; index < CaseFacts.Incidents; index++)
        {
            (Incident incident, float share) = theCase.IncidentAt(index);
            if (!incident.Happened || incident.Start >= until)
            {
                continue;
            }

            float rise = incident.Rise * share * slot;
            if (incident.Peak < until)
            {
                high = MathF.Max(high, goods.SetPoint + rise);
                low = MathF.Min(low, goods.SetPoint + rise);
            }

            float allowed = rise > 0 ? goods.AboveSetPoint : goods.BelowSetPoint, size = MathF.Abs(rise);
            if (size <= allowed)
            {
                continue;
            }

            float seconds = incident.Seconds * (1 - allowed / size), left = goods.AllowedSeconds - outside;
            outside += seconds;
            if (alarm == Trip.Never && seconds > left)
            {
                int at = incident.Start + (int)((incident.Seconds - seconds) / 2 + left) + 1;
                (alarm, cause) = at < until ? (at, incident.Cause) : (alarm, cause);
            }
        }

        return new Exposure(high, low, outside, alarm, cause);
    }

    /// <summary>Lowest and highest temperature of the air round a case until a time, apart from incidents.</summary>
    internal static (float Low, float High) Air(in CaseFacts theCase, int until)
    {
        Trip trailer = theCase.Trailer, truck = theCase.Haul.Truck, van = theCase.Delivery.Van;
        float low = trailer.Low, high = trailer.High;
        if (until >= theCase.LeftCentre)
        {
            low = MathF.Min(low, truck.Low);
            high = MathF.Max(high, truck.High);
        }

        if (until >= theCase.LeftHub)
        {
            low = MathF.Min(low, van.Low);
            high = MathF.Max(high, van.High);
        }

        return (low, high);
    }

    private static float Share(int slot)
    {
        bool endX = slot % 4 is 0 or 3, endY = slot / 4 % 3 is 0 or 2;
        return endX && endY ? 1 : endX || endY ? 0.9f : 0.75f;
    }
}
