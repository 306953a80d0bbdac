using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.Tests.Randomness;

public class PhiloxTests
{
    /// <summary>The known-answer vectors that the authors publish with their library (Random123, kat_vectors, philox4x32 10).</summary>
    [Theory]
    [InlineData(0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Known_answers_come_out(ulong low, ulong high, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal(new PhiloxBlock(x0, x1, x2, x3), Philox.Block(key, low, high));

    [Fact]
    public void Uniforms_of_a_block_lie_below_one()
    {
        PhiloxBlock most = new(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        Assert.True(most.Uniform < 1 && most.SecondUniform < 1);
        Assert.Equal(0, default(PhiloxBlock).Uniform);
    }
}
