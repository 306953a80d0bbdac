using MathNet.Numerics.Distributions;
using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Signal.Tests.Motion.Inventory;

public class SlotSharesTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 64)]
    [InlineData(200, 128)]
    [InlineData(1000, 1000)]
    public void Agree_with_the_binomial_distribution(int tags, int slots)
    {
        var shares = new double[6];

        SlotShares.Fill(tags, slots, shares);

        for (int c = 0; c < shares.Length; c++)
        {
            Assert.Equal(c <= tags ? Binomial.PMF(1.0 / slots, tags, c) : 0, shares[c], 1e-9);
        }
    }

    [Fact]
    public void As_many_slots_as_tags_gives_the_published_shares()
    {
        var shares = new double[4];

        SlotShares.Fill(1000, 1000, shares);

        Assert.Equal(0.368, shares[1], 0.0005);
        Assert.Equal(0.184, shares[2], 0.0005);
        Assert.Equal(0.0613, shares[3], 0.00005);
        Assert.Equal(0.0189, 1 - shares.Sum(), 0.00005);
        Assert.Equal(0.92, SlotShares.ReadShare(1000, 1000, 3), 0.0005);
        Assert.Equal(0.368, SlotShares.ReadShare(1000, 1000, 1), 0.0005);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 1)]
    [InlineData(200, 3)]
    [InlineData(777, 3)]
    public void Planned_frame_is_the_best_of_all(int tags, int order)
    {
        double[] resolved = [.. Enumerable.Repeat(0.9, order)];

        int best = FramePlanner.BestQ(tags, 1, 20, 5, resolved);

        double Each(int q)
        {
            int slots = 1 << q;
            double seconds = 0, read = 0;
            for (int c = 0; c <= tags; c++)
            {
                double share = Binomial.PMF(1.0 / slots, tags, c);
                seconds += share * (c switch { 0 => 1, 1 => 20, _ => 5 });
                read += c >= 1 && c <= order ? 0.9 * c * share : 0;
            }

            return seconds / read;
        }

        Assert.Equal(Enumerable.Range(0, 12).MinBy(Each), best);
    }
}
