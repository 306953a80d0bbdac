using System.Runtime.Intrinsics;
using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.Tests.Randomness;

public class PhiloxLanesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0xDEADBEEF_12345678, 0xFFFF_FFF5)]
    [InlineData(ulong.MaxValue, 1_999_999_999_999)]
    public void Numbers_in_a_row_get_the_words_that_each_gets_alone(ulong key, long first)
    {
        PhiloxLanes lanes = new(key);
        Span<Vector256<uint>> words = new Vector256<uint>[12];
        lanes.TwentyFour(first, Purpose.Item, words);
        Span<Vector256<uint>> eight = new Vector256<uint>[4];
        lanes.Eight(first, Purpose.Item, eight);
        for (int index = 0; index < PhiloxLanes.Most; index++)
        {
            int at = index / 8 * 4, lane = index % 8;
            PhiloxBlock alone = Philox.Block(key, (ulong)(first + index), (uint)Purpose.Item);
            Assert.Equal(alone, new PhiloxBlock(words[at][lane], words[at + 1][lane], words[at + 2][lane], words[at + 3][lane]));
            Assert.True(index >= 8 || alone == new PhiloxBlock(eight[0][lane], eight[1][lane], eight[2][lane], eight[3][lane]));
        }
    }
}
