using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Tests.Items;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.Census;

public class WaveCounterTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 311)]
    [InlineData(2, 1_700_000)]
    [InlineData(3, 5_008_000)]
    public void A_wave_counts_as_its_items_do_one_by_one(ulong seed, long wave)
    {
        Lives lives = new(new WorldModel(seed, wave < 400 ? 100_000_000 : 1_000_000_000_000, WorldParameters.Default));
        WaveCounter quick = new(lives);
        quick.Count(wave);
        Assert.Equal(Literal(lives, wave), quick.Tally);
    }

    [Fact]
    public void A_world_of_mishaps_counts_as_its_items_do_one_by_one()
    {
        Lives lives = Worlds.OfMishaps();
        for (long wave = 0; wave < lives.World.Waves; wave += 9)
        {
            WaveCounter quick = new(lives);
            quick.Count(wave);
            Assert.Equal(Literal(lives, wave), quick.Tally);
        }
    }

    private static CensusTally Literal(Lives lives, long wave)
    {
        CensusTally tally = new(lives.World.Parameters.Countries.Count, lives.World.Classes.Count);
        WavePlan plan = lives.Planner.Wave(wave);
        for (int place = 0; place < Numbering.CasesPerWave; place++)
        {
            tally.AddOneByOne(lives, lives.Case(plan, place));
        }

        return tally;
    }
}
