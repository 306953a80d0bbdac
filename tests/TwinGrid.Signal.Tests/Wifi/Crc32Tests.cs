using System.Text;
using FsCheck.Fluent;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

public class Crc32Tests
{
    [Fact]
    public void Nine_digits_give_the_check_value() => Assert.Equal(0xCBF43926u, Crc32.Compute(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Every_length_and_start_agrees_with_a_division_bit_by_bit()
    {
        byte[] bytes = Frames.Random(80, 1);
        for (int start = 0; start < 8; start++)
        {
            for (int length = 0; length <= 70; length++)
            {
                ReadOnlySpan<byte> message = bytes.AsSpan(start, length);
                Assert.Equal(LongDivision(message), Crc32.Compute(message));
            }
        }
    }

    [Fact]
    public void Going_back_undoes_going_forward() => Laws.Hold(
        Gen.Choose(0, 300).SelectMany(length => Gen.Choose(0, int.MaxValue).Select(seed => (Length: length, Seed: (ulong)seed))),
        c =>
        {
            byte[] bytes = Frames.Random(c.Length, c.Seed);
            uint register = (uint)new SeededRandom(c.Seed + 1).NextBits();
            return Crc32.Retreat(Crc32.Advance(register, bytes), bytes) == register;
        });

    [Fact]
    public void The_four_bytes_between_two_states_lead_from_one_to_the_other() => Laws.Hold(
        Gen.Choose(0, int.MaxValue).Select(seed => new SeededRandom((ulong)seed)),
        random =>
        {
            uint before = (uint)random.NextBits(), after = (uint)random.NextBits();
            return Crc32.Advance(before, BitConverter.GetBytes(Crc32.Between(before, after))) == after;
        });

    /// <summary>The definition: polynomial division, the highest power first, on the reversed bits of every byte.</summary>
    private static uint LongDivision(ReadOnlySpan<byte> message)
    {
        uint register = 0xFFFFFFFF;
        foreach (byte value in message)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool feedback = (register >> 31) != (uint)((value >> bit) & 1);
                register = (register << 1) ^ (feedback ? 0x04C11DB7u : 0);
            }
        }

        uint reversed = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            reversed |= (register >> bit & 1) << (31 - bit);
        }

        return ~reversed;
    }
}
