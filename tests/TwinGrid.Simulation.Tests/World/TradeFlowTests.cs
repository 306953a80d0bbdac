using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.World;

public class TradeFlowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(150_000_000)]
    public void Flows_hold_each_load_of_each_wave_where_its_cases_say_they_come_from_and_go(long objects)
    {
        WorldModel world = new(7, objects, WorldParameters.Default);
        Lives lives = new(world);
        Dictionary<(int From, int To), long> expected = [];
        for (long load = 0; load < world.Waves * Numbering.LoadsPerWave; load++)
        {
            CaseFacts first = lives.Case(load * Numbering.CasesPerLoad);
            expected[(first.Origin, first.Country)] = expected.GetValueOrDefault((first.Origin, first.Country)) + 1;
        }

        IReadOnlyList<TradeFlow> flows = TradeFlow.Of(world);
        Assert.Equal(expected, flows.ToDictionary(flow => (flow.From, flow.To), flow => flow.Loads));
        Assert.Equal(flows.Select(flow => flow.Loads).OrderDescending(), flows.Select(flow => flow.Loads));
    }
}
