using System.Numerics;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>
/// One link as simulated by Liu et al., section 4: a frame of 24 bytes of header, 32 bits of body and the FCS, a tag of N bits that
/// starts with the body, white noise. Methods with the same seed see the same frame, data and noise.
/// </summary>
internal sealed class CrcScatterLink
{
    /// <summary>Bytes of the MAC header.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Bytes of the frame: header, body, FCS.</summary>
    public const int PsduBytes = HeaderBytes + 8;

    /// <summary>
    /// Samples a chip of the published simulation. The text doesn't say; among whole numbers only this one puts its curve where it
    /// says, and its two other statements then hold as well. See docs/algorithms/crcscatter.md.
    /// </summary>
    public const int SamplesPerChip = 4;

    /// <summary>Copies of the parity bit in the published simulation.</summary>
    public const int ParityBits = 4;

    private static readonly TagLayout PublishedLayout = TagLayout.HeldWindow(HeaderBytes * 8, 32, PsduBytes);

    private readonly TagCode _plain, _parity;
    private readonly TagLayout _layout, _plainLayout;
    private readonly SyndromeDecoder _hard;
    private readonly SoftTagDecoder _soft;

    /// <summary>A link.</summary>
    /// <param name="dataBits">N, 1 to 32; above 28 there is room for fewer parity bits.</param>
    public CrcScatterLink(int dataBits)
    {
        _plain = TagCode.Parity(dataBits, 0);
        _parity = TagCode.Parity(dataBits, Math.Min(ParityBits, SyndromeDecoder.SyndromeBits - dataBits));
        _layout = TagLayout.Window(HeaderBytes * 8, _parity.WordBits);
        _plainLayout = TagLayout.Window(HeaderBytes * 8, dataBits);
        var frame = new FrameSyndrome(PsduBytes, LineCoding.Scrambled);
        _hard = new SyndromeDecoder(frame.Columns(_plainLayout));
        _soft = new SoftTagDecoder(frame, _layout, _parity);
    }

    /// <summary>Published decoder, no parity, differential detection: share of wrong data bits.</summary>
    public double Differential(ulong seed, double ratio) => Published(seed, _plain, ratio, isCoherent: false).Share;

    /// <summary>Published decoder, no parity, coherent detection: share of wrong data bits.</summary>
    public double Coherent(ulong seed, double ratio) => Published(seed, _plain, ratio, isCoherent: true).Share;

    /// <summary>Published decoder and parity: share of wrong data bits, and whether the parity accepts the word.</summary>
    public (double Share, bool IsAccepted) Checked(ulong seed, double ratio, bool isCoherent) => Published(seed, _parity, ratio, isCoherent);

    /// <summary>Soft decoder on the same parity, with a scrambled frame; every frame counts, none is discarded.</summary>
    public double Soft(ulong seed, double ratio)
    {
        (double[] soft, uint data) = SoftPhases(seed, ratio);
        return Wrong(data, Decode(soft));
    }

    /// <summary>What the soft decoder is given, and the data that were sent.</summary>
    public (double[] Soft, uint Data) SoftPhases(ulong seed, double ratio)
    {
        (byte[] psdu, uint data, SeededRandom random) = Draw(seed);
        Complex[] symbols = Symbols(psdu, _layout, _parity.Encode(data), ratio, random, LineCoding.Scrambled);
        return (DbpskReceiver.SoftPhases(symbols, LineCoding.Scrambled), data);
    }

    /// <summary>What the soft decoder answers.</summary>
    public uint Decode(double[] soft) => _soft.Decode(soft).Data;

    /// <summary>
    /// No parity and no soft values, but the places of the syndrome that the tag leaves unused are checked: share of wrong data bits,
    /// and whether the word is accepted.
    /// </summary>
    public (double Share, bool IsAccepted) Spare(ulong seed, double ratio)
    {
        (byte[] psdu, uint data, SeededRandom random) = Draw(seed);
        Complex[] symbols = Symbols(psdu, _plainLayout, _plain.Encode(data), ratio, random, LineCoding.Scrambled);
        byte[] received = DbpskReceiver.Slice(DbpskReceiver.SoftPhases(symbols, LineCoding.Scrambled), LineCoding.Scrambled);
        bool isAccepted = _hard.TryDecode(FrameSyndrome.Of(received), out uint word);
        return (Wrong(data, word), isAccepted);
    }

    /// <summary>As <see cref="Differential"/> and <see cref="Soft"/>, through the whole waveform at an SNR a sample.</summary>
    public (double Differential, double Soft) Waveform(ulong seed, double snrDecibels, int samplesPerChip)
    {
        (byte[] psdu, uint data, SeededRandom random) = Draw(seed);
        Complex[] published = Received(psdu, PublishedLayout, _plain.Encode(data), LineCoding.Differential);
        uint plain = ReverseDecoder.Decode(DbpskReceiver.DetectDifferentially(published, LineCoding.Differential));
        Complex[] ours = Received(psdu, _layout, _parity.Encode(data), LineCoding.Scrambled);
        return (Wrong(data, plain), Wrong(data, _soft.Decode(DbpskReceiver.SoftPhases(ours, LineCoding.Scrambled)).Data));

        Complex[] Received(byte[] sent, TagLayout layout, uint word, LineCoding coding)
        {
            byte[] phases = DsssFrame.Phases(sent, coding);
            layout.Flip(phases, word);
            Complex[] samples = DsssModem.Spread(phases, samplesPerChip);
            DsssModem.AddNoise(samples, Math.Pow(10, -snrDecibels / 10), random);
            return DsssModem.Despread(samples, samplesPerChip);
        }
    }

    /// <summary>Both decoders on a scrambled frame without noise: whether each gives the tag's word.</summary>
    public static (bool Published, bool Ours) Standard(ulong seed, SyndromeDecoder decoder)
    {
        (byte[] psdu, uint word, _) = Draw(seed);
        byte[] phases = DsssFrame.Phases(psdu, LineCoding.Scrambled);
        PublishedLayout.Flip(phases, word);
        byte[] received = Bits.Pack(DsssFrame.DecodeBits(phases, LineCoding.Scrambled).AsSpan(PlcpHeader.TotalBits));
        return (ReverseDecoder.Decode(received) == word, decoder.TryDecode(FrameSyndrome.Of(received), out uint found) && found == word);
    }

    /// <summary>A decoder of 32 bits for <see cref="Standard"/>.</summary>
    public static SyndromeDecoder StandardDecoder() => new(new FrameSyndrome(PsduBytes, LineCoding.Scrambled).Columns(PublishedLayout));

    private (double Share, bool IsAccepted) Published(ulong seed, TagCode code, double ratio, bool isCoherent)
    {
        (byte[] psdu, uint data, SeededRandom random) = Draw(seed);
        Complex[] symbols = Symbols(psdu, PublishedLayout, code.Encode(data), ratio, random, LineCoding.Differential);
        uint word = ReverseDecoder.Decode(isCoherent
            ? DbpskReceiver.Slice(DbpskReceiver.SoftPhases(symbols, LineCoding.Differential), LineCoding.Differential)
            : DbpskReceiver.DetectDifferentially(symbols, LineCoding.Differential));
        return (Wrong(data, word), code.Accepts(word));
    }

    private static (byte[] Psdu, uint Data, SeededRandom Random) Draw(ulong seed)
    {
        var random = new SeededRandom(seed);
        var data = new byte[HeaderBytes + ReverseDecoder.BodyBytes];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)random.NextBits();
        }

        return (FrameSyndrome.WithCheck(data), (uint)random.NextBits(), random);
    }

    private static Complex[] Symbols(byte[] psdu, TagLayout layout, uint word, double ratio, SeededRandom random, LineCoding coding)
    {
        byte[] phases = DsssFrame.Phases(psdu, coding);
        layout.Flip(phases, word);
        return DsssModem.DespreadSymbols(phases, ratio, random);
    }

    private double Wrong(uint sent, uint found) =>
        (double)BitOperations.PopCount((sent ^ found) & (uint)((1UL << _plain.DataBits) - 1)) / _plain.DataBits;
}
