using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Epcis;

/// <summary>
/// The events of an item's life as partners of its chain would share them: its own, and its containers' for the time that it was in
/// them. Reads of rounds are no events of business and are left out, as is what happens in homes.
/// </summary>
public sealed class ItemEvents
{
    private readonly Lives _lives;
    private readonly WorldNames _names;
    private readonly JourneyEvents _journey;

    /// <summary>Events of a world.</summary>
    /// <param name="lives">The world.</param>
    /// <param name="names">Its names.</param>
    public ItemEvents(Lives lives, WorldNames names)
    {
        ArgumentNullException.ThrowIfNull(lives);
        ArgumentNullException.ThrowIfNull(names);
        (_lives, _names, _journey) = (lives, names, new JourneyEvents(lives, names));
    }

    /// <summary>The events of an item's life up to a time, in order.</summary>
    /// <param name="trace">The item.</param>
    /// <param name="until">The last second that counts.</param>
    public IReadOnlyList<WorldEvent> Of(ItemTrace trace, int until)
    {
        ArgumentNullException.ThrowIfNull(trace);
        int last = Math.Min(until, trace.Life.EndsAt);
        return
        [
            .. _journey.Of(trace.Case, last).Where(happening => happening.Second <= last)
                .Concat(Sensed(trace, until))
                .Concat(Ends(trace))
                .Where(happening => happening.Second <= until)
                .OrderBy(happening => happening.Second),
        ];
    }

    private IEnumerable<WorldEvent> Sensed(ItemTrace trace, int until)
    {
        Exposure exposure = trace.ExposureAt(until);
        foreach (FeltIncident incident in trace.Incidents.Where(incident => incident.IsOutside))
        {
            int end = Math.Min(incident.End, trace.Life.EndsAt), furthest = Math.Min(incident.Shared.Peak, end);
            bool isAlarm = exposure.AlarmAt != Trip.Never && exposure.Cause == incident.Shared.Cause;
            yield return new WorldEvent
            {
                Second = end,
                Action = EventAction.Observe,
                Things = [Own(trace)],
                Step = "sensor_reporting",
                Sensor = new SensedIncident(incident, (float)(trace.Goods.SetPoint ?? 0) + incident.At(furthest), isAlarm ? exposure.AlarmAt : null),
            };
        }
    }

    private IEnumerable<WorldEvent> Ends(ItemTrace trace)
    {
        CaseFacts theCase = trace.Case;
        int at = trace.Life.EndsAt;
        Thing shop = new(ThingKind.Shop, theCase.Shop);
        WorldEvent end = new() { Second = at, Action = EventAction.Observe, Things = [Own(trace)] };
        switch (trace.Life.End)
        {
            case ItemEnd.Sold:
                yield return end with { Step = "retail_selling", Disposition = "retail_sold", ReadPoint = _names.Of(new Reader(ReaderKind.Till, shop)) };
                if (trace.Life.ReturnedAt != Trip.Never)
                {
                    EpcIdentity place = _names.Of(shop);
                    yield return end with { Second = trace.Life.ReturnedAt, Step = "receiving", Disposition = "returned", ReadPoint = place, Location = place };
                }

                break;
            case ItemEnd.Broken:
                yield return end with { Step = "inspecting", Disposition = "damaged", ReadPoint = _names.Of(shop) };
                break;
            case ItemEnd.Stolen:
                yield return end with { Step = "stock_taking", Disposition = "stolen", ReadPoint = _names.Of(shop) };
                break;
            case ItemEnd.Recalled:
                yield return end with { Step = "holding", Disposition = "recalled", ReadPoint = _journey.RoomAt(theCase, at) };
                break;
            case ItemEnd.CaseLost:
                yield return end with { Things = InCase(theCase, ItemEnd.CaseLost), Disposition = "unknown", ReadPoint = _journey.RoomAt(theCase, at) };
                break;
            case ItemEnd.Robbed:
                ThingKind kind = ContainerStay.Kinds.Last(candidate => ContainerStay.Planned(theCase, candidate) is { From: var from, Until: var until } && from <= at && at < until);
                EpcIdentity vehicle = _names.Of(ContainerStay.Planned(theCase, kind).Container);
                yield return new WorldEvent { Second = at, Action = EventAction.Delete, Parent = vehicle, Disposition = "stolen" };
                yield return end with { Things = InCase(theCase, ItemEnd.Robbed), Disposition = "stolen" };
                break;
        }
    }

    /// <summary>The items of a case that left the chain with it.</summary>
    private EpcIdentity[] InCase(in CaseFacts theCase, ItemEnd end)
    {
        var items = new List<EpcIdentity>(Numbering.ItemsPerCase);
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
        {
            if (_lives.Item(theCase, slot).End == end)
            {
                items.Add(_names.Of(new Thing(ThingKind.Item, theCase.Number * Numbering.ItemsPerCase + slot)));
            }
        }

        return [.. items];
    }

    private EpcIdentity Own(ItemTrace trace) => _names.Of(new Thing(ThingKind.Item, trace.Number));
}
