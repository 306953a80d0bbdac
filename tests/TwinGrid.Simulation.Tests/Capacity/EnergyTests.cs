using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

public class EnergyTests
{
    [Fact]
    public void A_read_costs_the_power_for_the_length_of_its_slot()
    {
        CapacityPlan plan = Examples.Plan();
        double slot = new SlotTiming(LinkParameters.Fast).IdentifiedSlot;
        Assert.Equal(1e-6 * slot, plan["a read of device A"], 15);
        Assert.Equal(200e-6 * slot, plan["a read of device B"], 12);
        Assert.Equal(10e-3 * 188 / 5000, plan["a read of device C"], 9);
    }

    /// <summary>A probe takes 9.45 ms, a data packet 10.65 ms and 6.6 ms an entry: docs/algorithms/protocol.md.</summary>
    [Theory]
    [InlineData(0, 0.00945)]
    [InlineData(12, (13 * 0.00945) + 0.01065 + (12 * 0.0066))]
    [InlineData(30, (31 * 0.00945) + (2 * 0.01065) + (30 * 0.0066))] // 24 entries a packet
    public void A_localization_is_a_probe_those_of_the_neighbours_and_the_packets_of_what_was_found(double neighbours, double seconds) =>
        Assert.Equal(2e-6 * seconds, Examples.Plan(Examples.Shop with { Neighbours = neighbours })["a localization of device A"], 9);

    [Fact]
    public void A_day_is_reads_localizations_and_waiting()
    {
        CapacityPlan plan = Examples.Plan();
        foreach ((string device, double idle) in new[] { ("A", 0.0), ("B", 1e-6), ("C", 5e-6) })
        {
            double expected = (12 * plan[$"a read of device {device}"]) + (5 * plan[$"a localization of device {device}"]) + (idle * 86_400);
            Assert.Equal(expected, plan[$"a tag of device {device} a day"], 1e-12);
        }
    }

    [Fact]
    public void Energy_is_assumed_because_the_white_paper_gives_orders_of_magnitude() =>
        Assert.All(Examples.Plan().Rows.Where(row => row.Part == PlanPart.Energy), row => Assert.Equal(Basis.Assumed, row.Basis));
}
