using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.Tests.Randomness;

public class DealingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(8320)]
    public void Each_place_is_dealt_once(int count)
    {
        for (uint key = 0; key < 25; key++)
        {
            Dealing dealing = new(count, Philox.Block(key, 1, 2));
            Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(x => (int)dealing.Forward(x)).Order());
        }
    }

    [Fact]
    public void The_way_back_undoes_the_way_there() => Prop.ForAll(
        Gen.Choose(1, int.MaxValue).Two().SelectMany(pair => Gen.Choose(0, pair.Item1 - 1).Select(x => (Count: pair.Item1, Key: pair.Item2, X: x))).ToArbitrary(),
        one =>
        {
            Dealing dealing = new(one.Count, Philox.Block((ulong)one.Key, 5, 6));
            return dealing.Inverse(dealing.Forward(one.X)) == one.X && dealing.Forward(dealing.Inverse(one.X)) == one.X;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Neighbours_are_dealt_a_stride_apart()
    {
        Dealing dealing = new(8320, Philox.Block(4, 4, 4));
        Assert.Equal(dealing.Forward(101), (dealing.Forward(100) + dealing.Stride) % 8320);
    }
}
