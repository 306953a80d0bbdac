using TwinGrid.Signal.Devices;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Propagation;

namespace TwinGrid.Signal.Tests.Devices;

public class DeviceLinkTests
{
    public static TheoryData<string, string> Combinations { get; } =
        [.. from device in DeviceClass.All from network in NetworkGeneration.All select (device.Name, network.Name)];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void At_its_limits_a_link_has_exactly_what_it_needs(string device, string network)
    {
        foreach (Surroundings surroundings in new[] { Surroundings.FreeSpace, Surroundings.Hall, Surroundings.Rooms, Surroundings.Street, Surroundings.Underground })
        {
            var link = new DeviceLink(Device(device), Network(network), surroundings);
            Assert.Equal(link.Device.Sensitivity.Value, link.Incident(link.ForwardRange), 9);
            Assert.Equal(link.Network.ReceiverSensitivity, link.Received(7, link.ReverseRange(7)), 9);
            Assert.Equal(link.Network.ReceiverSensitivity, link.Received(link.MonostaticReverseRange, link.MonostaticReverseRange), 9);
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Ranges_agree_with_walking_away_step_by_step(string device, string network)
    {
        var link = new DeviceLink(Device(device), Network(network), Surroundings.Street);
        double forward = 1, both = 1;
        while (link.Incident(forward * 1.001) >= link.Device.Sensitivity.Value)
        {
            forward *= 1.001;
        }

        while (link.Incident(both * 1.001) >= link.Device.Sensitivity.Value && link.Received(both * 1.001, both * 1.001) >= link.Network.ReceiverSensitivity)
        {
            both *= 1.001;
        }

        Assert.InRange(link.ForwardRange / forward, 1, 1.001001);
        Assert.InRange(link.MonostaticRange / both, 1, 1.001001);
    }

    [Fact]
    public void In_free_space_the_budget_is_that_of_Friis_and_of_the_backscatter_equation()
    {
        var link = new DeviceLink(DeviceClass.A, NetworkGeneration.SingleReader, Surroundings.FreeSpace);
        double wavelength = link.Network.Wavelength;

        Assert.Equal(LinkBudget.OneWay(30, 6, 2, 12, wavelength), link.Incident(12), 9);
        Assert.Equal(LinkBudget.TwoWay(30, 6, 6, 2, 12, wavelength, -6), link.Received(12, 12), 9);
    }

    [Fact]
    public void Better_classes_and_clearer_ways_reach_further()
    {
        foreach (NetworkGeneration network in NetworkGeneration.All)
        {
            double[] ranges = [.. DeviceClass.All.Select(device => new DeviceLink(device, network, Surroundings.Hall).MonostaticRange)];
            Assert.True(ranges[0] < ranges[1] && ranges[1] < ranges[2]);
            Assert.True(new DeviceLink(DeviceClass.A, network, Surroundings.FreeSpace).ForwardRange > new DeviceLink(DeviceClass.A, network, Surroundings.Rooms).ForwardRange);
        }
    }

    [Fact]
    public void The_inventory_rate_agrees_with_slots_drawn_at_random()
    {
        var timing = new SlotTiming(LinkParameters.Fast);
        var random = new TwinGrid.Signal.Synthesis.SeededRandom(3);
        const int tags = 500;
        double seconds = 0;
        long read = 0;
        for (int frame = 0; frame < 400; frame++)
        {
            var replies = new int[tags];
            for (int tag = 0; tag < tags; tag++)
            {
                replies[random.NextIndex(tags)]++;
            }

            foreach (int count in replies)
            {
                seconds += count == 0 ? timing.EmptySlot : count == 1 ? timing.IdentifiedSlot : timing.ReplySlot;
                read += count == 1 ? 1 : 0;
            }
        }

        Assert.Equal(1, InventoryModel.Of(timing).TagsPerSecond.Value * seconds / read, 0.01);
    }

    private static DeviceClass Device(string name) => DeviceClass.All.Single(device => device.Name == name);

    private static NetworkGeneration Network(string name) => NetworkGeneration.All.Single(network => network.Name == name);
}
