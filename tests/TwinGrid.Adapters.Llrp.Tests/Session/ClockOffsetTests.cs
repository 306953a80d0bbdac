using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

public class ClockOffsetTests
{
    private const long Start = 1_800_000_000_000_000;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 80)]
    [InlineData(0, -80)]
    [InlineData(31_536_000L * 8, 50)]
    [InlineData(-31_536_000L * 20, -200)]
    public void Any_offset_and_drift_is_found_within_the_least_delay(long aheadSeconds, double partsPerMillion)
    {
        var random = new SeededRandom(7);
        var clock = new ClockOffset();
        for (int i = 0; i < 60_000; i++)
        {
            long host = Start + i * 10_000L, reader = Reader(host, aheadSeconds, partsPerMillion);
            long arrival = host + 200 + (long)(-20_000 * Math.Log(1 - random.NextUniform()));
            clock.Add(reader, arrival);
            Assert.True(clock.ToHost(reader) <= arrival);
            if (i > 5_000)
            {
                // Of a thousand delays a bucket the least is some 20 µs above 200; the line may lean by about as much.
                Assert.InRange(clock.ToHost(reader) - host, 0, 1_000);
            }
        }

        Assert.InRange(clock.Drift * 1e6, -partsPerMillion - 10, -partsPerMillion + 10);
        Assert.InRange(clock.SpreadMicroseconds, 0, 1_000);
    }

    [Fact]
    public void A_clock_that_counts_from_the_readers_start_is_as_good()
    {
        var clock = new ClockOffset();
        for (int i = 0; i < 1000; i++)
        {
            clock.Add(5_000_000 + i * 1000L, Start + i * 1000L + (i % 10 == 0 ? 300 : 9_000));
        }

        Assert.Equal(Start + 500_300, clock.ToHost(5_500_000));
    }

    [Fact]
    public void Reads_that_waited_in_the_reader_keep_their_own_time()
    {
        var clock = new ClockOffset();
        clock.Add(0, Start + 100);
        clock.Add(30_000_000, Start + 30_000_150);
        // Held for a minute and sent at once.
        for (int i = 0; i < 100; i++)
        {
            long reader = 31_000_000 + i * 600_000L;
            clock.Add(reader, Start + 91_000_000);
            Assert.InRange(clock.ToHost(reader), Start + reader - 10_000, Start + reader + 10_000);
        }
    }

    [Fact]
    public void A_clock_set_ahead_is_believed_at_once_and_one_set_back_within_the_window()
    {
        var clock = new ClockOffset();
        for (int i = 0; i < 100; i++)
        {
            clock.Add(i * 1_000_000L, Start + i * 1_000_000L + 100);
        }

        const long Hour = 3_600_000_000;
        clock.Add(100_000_000 + Hour, Start + 100_000_100);
        Assert.Equal(Start + 100_000_100, clock.ToHost(100_000_000 + Hour));
        for (int i = 101; i < 400; i++)
        {
            clock.Add(i * 1_000_000L, Start + i * 1_000_000L + 100);
        }

        Assert.Equal(Start + 399_000_100, clock.ToHost(399_000_000));
    }

    [Fact]
    public void Without_a_pair_there_is_no_time() => Assert.Throws<InvalidOperationException>(() => new ClockOffset().ToHost(1));

    private static long Reader(long host, long aheadSeconds, double partsPerMillion) =>
        host + aheadSeconds * 1_000_000 + (long)((host - Start) * partsPerMillion * 1e-6);
}
