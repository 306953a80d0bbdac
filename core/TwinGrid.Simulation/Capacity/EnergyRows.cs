using TwinGrid.Signal.Devices;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Protocol;

namespace TwinGrid.Simulation.Capacity;

/// <summary>
/// Energy that tags spend, by class of devices. Powers are those of the GTI white paper's table 1, which gives orders of magnitude;
/// times come from the air interface's own formulas.
/// </summary>
internal static class EnergyRows
{
    /// <summary>Bits of an identity with its grant and check, and the rate of a subcarrier: those of <see cref="InventoryModel.CellularAccess"/>.</summary>
    private const double CellularBits = 188, CellularBitRate = 5e3;

    /// <summary>Adds the rows.</summary>
    public static void Add(PlanSheet sheet, PlanInputs inputs)
    {
        Figure reads = inputs.Given("reads_a_tag_a_day.door") + inputs.Given("reads_a_tag_a_day.track");
        Figure localizations = inputs.Given("localizations_a_day"), neighbours = inputs.Given("neighbours");
        foreach (DeviceClass device in DeviceClass.All)
        {
            Figure active = Figure.Of(device.Active, $"device {device.Name} active, W"), idle = Figure.Of(device.Idle, $"device {device.Name} idle, W");
            Figure read = sheet.Add(PlanPart.Energy, $"a read of device {device.Name}", active * ReadSeconds(device), "J", ReadFormula(device));
            Figure localization = sheet.Add(
                PlanPart.Energy,
                $"a localization of device {device.Name}",
                Network(device) * AirSeconds(neighbours),
                "J",
                "power while sending and receiving × (own probe + neighbours' probes + data packets), without relays and repetitions");
            sheet.Add(
                PlanPart.Energy,
                $"a tag of device {device.Name} a day",
                (reads * read) + (localizations * localization) + (idle * PlanInputs.Day),
                "J/day",
                "(door + track) × a read + localizations_a_day × a localization + idle power × 86 400 s");
        }
    }

    /// <summary>A tag that reflects is awake for the slot in which it is identified; one with a transmitter for its report.</summary>
    internal static Figure ReadSeconds(DeviceClass device) => device.ReportsUnasked
        ? Figure.Assumed(CellularBits / CellularBitRate, "a report of 188 bits at 5 kb/s, as in the inventory of cellular access")
        : Figure.Assumed(new SlotTiming(LinkParameters.Fast).IdentifiedSlot, "one slot of EPC Gen2 at Miller-4, 250 kHz: the tag's earlier slots of the round are left out");

    /// <summary>Seconds on the air of one localization: one's own probe, those of the neighbours, and data packets with an entry for each.</summary>
    internal static Figure AirSeconds(Figure neighbours)
    {
        var timing = new AirTiming();
        int most = new ProtocolOptions().ReportsPerPacket, count = (int)Math.Ceiling(neighbours.Value);
        double data = Enumerable.Range(0, (count + most - 1) / most).Sum(packet => timing.Seconds(timing.Airtime(PacketKind.Data, Math.Min(most, count - (packet * most)))));
        return (neighbours with { Value = 1 + neighbours.Value }) * timing.Seconds(timing.Airtime(PacketKind.Probe)) + Figure.Of(data);
    }

    /// <summary>Power while it sends or receives packets: the published tag's for the class without a store, the class's own above it.</summary>
    private static Figure Network(DeviceClass device) => device.HasStore
        ? Figure.Of(device.Active, $"device {device.Name} active, W")
        : Figure.Assumed(new EnergyOptions().Send, "2 µW while sending or receiving: the whole budget of the tag of Ahmad et al., section 5.2");

    private static string ReadFormula(DeviceClass device) => device.ReportsUnasked ? "active power × 188 bits / 5 kb/s" : "active power × one identified slot of Gen2";
}
