using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Signal.Tests.Motion.Inventory;

public class SlotTimingTests
{
    [Fact]
    public void Slow_link_has_the_durations_worked_out_by_hand()
    {
        var timing = new SlotTiming(LinkParameters.Default);

        Assert.Equal(40e3, timing.Link.LinkFrequency, 1e-6);
        Assert.Equal(1137.5e-6, timing.Query, 1e-12);
        Assert.Equal(262.5e-6, timing.QueryRepeat, 1e-12);
        Assert.Equal(450e-6, timing.QueryAdjust, 1e-12);
        Assert.Equal(787.5e-6, timing.Acknowledge, 1e-12);
        Assert.Equal(250e-6, timing.CommandToReply, 1e-12);
        Assert.Equal(75e-6, timing.ReplyToCommand, 1e-12);
        Assert.Equal(3.9e-3, timing.RandomNumber, 1e-12);
        Assert.Equal(15.1e-3, timing.EpcReply, 1e-12);
        Assert.Equal(4487.5e-6, timing.ReplySlot, 1e-12);
        Assert.Equal(4487.5e-6 + 787.5e-6 + 250e-6 + 15.1e-3 + 75e-6, timing.IdentifiedSlot, 1e-12);
        Assert.Equal(262.5e-6 + 275e-6 + 2e-6 + 2.5e-6, timing.EmptySlot, 1e-12);
    }

    [Fact]
    public void Published_epc_reply_is_about_four_times_the_rn16()
    {
        var timing = new SlotTiming(LinkParameters.Default);

        Assert.InRange(timing.EpcReply / timing.RandomNumber, 3.8, 4.1);
    }

    [Fact]
    public void Short_preamble_has_twelve_symbols_fewer()
    {
        var timing = new SlotTiming(LinkParameters.Fast);

        Assert.Equal(27 * 4 / 250e3, timing.RandomNumber, 1e-12);
        Assert.Equal(139 * 4 / 250e3, timing.EpcReply, 1e-12);
    }

    [Fact]
    public void Fm0_has_one_cycle_a_symbol_and_a_preamble_of_six()
    {
        var timing = new SlotTiming(LinkParameters.Default with { Encoding = TagEncoding.Fm0, HasPilot = false });

        Assert.Equal(23 / 40e3, timing.RandomNumber, 1e-12);
    }

    public static TheoryData<LinkParameters> Breaches => new(
        LinkParameters.Default with { TariSeconds = 30e-6 },
        LinkParameters.Default with { ReaderCalibrationSeconds = 50e-6 },
        LinkParameters.Default with { TagCalibrationSeconds = 240e-6 },
        LinkParameters.Default with { TagCalibrationSeconds = double.NaN },
        LinkParameters.Default with { DivideRatio = 10 },
        LinkParameters.Default with { EpcReplyBits = 16 },
        LinkParameters.Default with { ReplyToCommandPeriods = 2 },
        LinkParameters.Default with { Encoding = (TagEncoding)3 });

    [Theory]
    [MemberData(nameof(Breaches))]
    public void A_link_outside_the_standard_is_rejected(LinkParameters link) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlotTiming(link));
}
