using System.Numerics;
using FsCheck.Fluent;
using MathNet.Numerics;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

public class LineTests
{
    [Fact]
    public void The_plcp_check_is_that_of_the_standards_example()
    {
        // IEEE 802.11-1999, 15.2.3.6: 24 octets, first bit on the left.
        byte[] bits = PlcpHeader.Encode(24);
        Assert.Equal("01010000000000000000001100000000", string.Concat(bits[144..176]));
        Assert.Equal("0101101101010111", string.Concat(bits[176..]));
    }

    [Fact]
    public void A_header_survives_the_way_there_and_back_and_no_single_error_does()
    {
        byte[] bits = PlcpHeader.Encode(1234);
        Assert.True(PlcpHeader.TryDecode(bits, out int bytes));
        Assert.Equal(1234, bytes);
        for (int i = 128; i < bits.Length; i++)
        {
            bits[i] ^= 1;
            Assert.False(PlcpHeader.TryDecode(bits, out _), $"bit {i}");
            bits[i] ^= 1;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8192)]
    public void A_frame_that_length_cannot_state_is_refused(int bytes) => Assert.Throws<ArgumentOutOfRangeException>(() => PlcpHeader.Encode(bytes));

    [Fact]
    public void Descrambling_undoes_scrambling_and_finds_its_own_state_after_seven_bits() => Laws.Hold(
        Gen.Choose(1, 200).SelectMany(length => Gen.Choose(0, int.MaxValue).Select(seed => (Length: length, Seed: (ulong)seed))),
        c =>
        {
            byte[] bits = Bits.Unpack(Frames.Random(c.Length, c.Seed)), sent = [.. bits], lost = new byte[bits.Length];
            Scrambler.Scramble(sent, (uint)c.Seed & 0x7F);
            sent.CopyTo(lost, 0);
            Scrambler.Descramble(sent, (uint)c.Seed & 0x7F);
            Scrambler.Descramble(lost, 0);
            return sent.SequenceEqual(bits) && lost.AsSpan(7).SequenceEqual(bits.AsSpan(7));
        });

    [Fact]
    public void A_waveform_comes_back_as_the_frame_whatever_the_channels_phase()
    {
        byte[] psdu = Frames.Checked(40, 3);
        foreach (LineCoding coding in Enum.GetValues<LineCoding>())
        {
            Complex[] samples = DsssModem.Spread(DsssFrame.Phases(psdu, coding), 4);
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] *= Complex.FromPolarCoordinates(0.02, 2.5);
            }

            Complex[] symbols = DsssModem.Despread(samples, 4);
            Assert.Equal(psdu, DbpskReceiver.DetectDifferentially(symbols, coding));
            double[] soft = DbpskReceiver.SoftPhases(symbols, coding);
            Assert.All(soft, s => Assert.Equal(1, Math.Abs(s), 1e-9));
            Assert.Equal(psdu, DbpskReceiver.Slice(soft, coding));
        }
    }

    [Fact]
    public void Bit_errors_follow_theory_for_both_detectors_through_the_waveform()
    {
        // Eb/N0 of 4 dB: ½e^(−γ) for differential detection, 2Q(1 − Q) for coherent detection with differential decoding.
        double ratio = Math.Pow(10, 0.4), snr = 10 * Math.Log10(ratio / 22), q = SpecialFunctions.Erfc(Math.Sqrt(ratio)) / 2;
        Assert.Equal(ratio, DsssModem.BitEnergyToNoise(snr, 2), 1e-12);
        int differential = 0, coherent = 0, bits = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            byte[] psdu = Frames.Checked(100, seed);
            Complex[] samples = DsssModem.Spread(DsssFrame.Phases(psdu, LineCoding.Differential), 2);
            DsssModem.AddNoise(samples, Math.Pow(10, -snr / 10), new SeededRandom(seed));
            Complex[] symbols = DsssModem.Despread(samples, 2);
            differential += Errors(psdu, DbpskReceiver.DetectDifferentially(symbols, LineCoding.Differential));
            coherent += Errors(psdu, DbpskReceiver.Slice(DbpskReceiver.SoftPhases(symbols, LineCoding.Differential), LineCoding.Differential));
            bits += psdu.Length * 8;
        }

        // Four deviations of counts whose errors come in pairs.
        double first = bits * Math.Exp(-ratio) / 2, second = bits * 2 * q * (1 - q);
        Assert.InRange(differential, first - 4 * Math.Sqrt(2 * first), first + 4 * Math.Sqrt(2 * first));
        Assert.InRange(coherent, second - 4 * Math.Sqrt(2 * second), second + 4 * Math.Sqrt(2 * second));
    }

    private static int Errors(byte[] sent, byte[] received) => sent.Zip(received, (a, b) => BitOperations.PopCount((uint)(a ^ b))).Sum();
}
