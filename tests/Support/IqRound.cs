using System.Buffers.Binary;
using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Support;

/// <summary>A tag in a made-up recording.</summary>
/// <param name="Epc">What its memory holds.</param>
/// <param name="Length">Length of its RN16 reply in samples: its clock.</param>
/// <param name="Edges">Its edge at each antenna.</param>
public sealed record IqTag(byte[] Epc, double Length, params Complex[] Edges);

/// <summary>
/// Makes the baseband of a reader's round as C1G2 describes it, by means of its own: pulse intervals of the commands, Miller-4 replies
/// of any length, carrier, noise. 2 MS/s, Tari 25 µs, RTcal 75 µs, TRcal 200 µs, DR 8.
/// </summary>
public sealed class IqRound
{
    public const double Rate = 2e6;
    private const int Tari = 50, Gap = 25, Delimiter = 25, Calibration = 150, TagCalibration = 400;
    private readonly List<Complex>[] _channels;
    private readonly Complex[] _leakage;
    private readonly double _noise;
    private readonly SeededRandom _random;

    /// <summary>A recording that begins with a millisecond of carrier.</summary>
    public IqRound(ulong seed, int antennas, double leakage, double noiseVariance)
    {
        _random = new SeededRandom(seed);
        _noise = Math.Sqrt(noiseVariance / 2);
        _channels = [.. Enumerable.Range(0, antennas).Select(_ => new List<Complex>())];
        _leakage = [.. _channels.Select(_ => Complex.FromPolarCoordinates(leakage, _random.NextUniform(-Math.PI, Math.PI)))];
        Carrier(2000);
    }

    /// <summary>Leakage of an antenna.</summary>
    public Complex LeakageOf(int antenna) => _leakage[antenna];

    /// <summary>Samples of a channel.</summary>
    public IReadOnlyList<Complex> Channel(int antenna) => _channels[antenna];

    /// <summary>Carrier alone.</summary>
    public void Carrier(int samples) => Add(samples, 1, null, []);

    /// <summary>No carrier.</summary>
    public void Silence(int samples) => Add(samples, 0, null, []);

    /// <summary>Query for 2^q slots, Miller-4 with the pilot.</summary>
    public void Query(int q) => Command([1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, .. Bits(q, 4), 1, 0, 1, 1, 0], hasPreamble: true);

    /// <summary>QueryRep.</summary>
    public void QueryRep() => Command([0, 0, 0, 0], hasPreamble: false);

    /// <summary>ACK with a random number.</summary>
    public void Acknowledge(ushort number) => Command([0, 1, .. Bits(number, 16)], hasPreamble: false);

    /// <summary>The slot after a query: those tags reply; answers their random numbers.</summary>
    public ushort[] Slot(params IqTag[] tags)
    {
        ushort[] numbers = [.. tags.Select(_ => (ushort)_random.NextBits())];
        Reply([.. tags.Select((tag, i) => (tag, Bits(numbers[i], 16)))]);
        return numbers;
    }

    /// <summary>An EPC reply: control word, EPC, check value.</summary>
    public void Epc(IqTag tag, bool isBroken = false)
    {
        byte[] message = [(byte)(tag.Epc.Length / 2 << 3), 0, .. tag.Epc];
        byte[] check = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(check, (ushort)(Crc16.Of(message) ^ (isBroken ? 1 : 0)));
        Reply([(tag, [.. message.Concat(check).SelectMany(value => Bits(value, 8))])]);
    }

    /// <summary>The samples of all channels, interleaved, as 32-bit floats.</summary>
    public byte[] ToFloats()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        for (int i = 0; i < _channels[0].Count; i++)
        {
            foreach (List<Complex> channel in _channels)
            {
                writer.Write((float)channel[i].Real);
                writer.Write((float)channel[i].Imaginary);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The samples of all channels, interleaved, as 16-bit integers of the given size.</summary>
    public byte[] ToIntegers(double scale)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        for (int i = 0; i < _channels[0].Count; i++)
        {
            foreach (List<Complex> channel in _channels)
            {
                writer.Write((short)Math.Round(scale * channel[i].Real));
                writer.Write((short)Math.Round(scale * channel[i].Imaginary));
            }
        }

        return bytes.ToArray();
    }

    private void Command(int[] bits, bool hasPreamble)
    {
        Silence(Delimiter);
        Symbol(Tari);
        Symbol(Calibration);
        if (hasPreamble)
        {
            Symbol(TagCalibration);
        }

        foreach (int bit in bits)
        {
            Symbol(bit == 0 ? Tari : Calibration - Tari);
        }
    }

    private void Symbol(int samples)
    {
        Carrier(samples - Gap);
        Silence(Gap);
    }

    /// <summary>T1 of ten cycles of each tag's own clock, the replies, and a T2 of a few cycles.</summary>
    private void Reply((IqTag Tag, int[] Bits)[] replies)
    {
        const int ReplyHalfCycles = 312;
        int samples = 700;
        var waves = new List<(IqTag Tag, double Onset, double Half, byte[] Levels)>();
        foreach ((IqTag tag, int[] bits) in replies)
        {
            double half = tag.Length / ReplyHalfCycles;
            byte[] levels = Miller4([0, 1, 0, 1, 1, 1, .. bits, 1]);
            waves.Add((tag, 20 * half + _random.NextUniform(-3, 3), half, levels));
            samples = Math.Max(samples, (int)(20 * half + levels.Length * half) + 160);
        }

        Add(samples, 1, waves, [.. waves.Select(wave => wave.Tag)]);
    }

    private void Add(int samples, double carrier, List<(IqTag Tag, double Onset, double Half, byte[] Levels)>? waves, IqTag[] tags)
    {
        double[][] high = [.. (waves ?? []).Select(wave => Enumerable.Range(0, samples).Select(i => Share(wave.Levels, (i - wave.Onset) / wave.Half, 1 / wave.Half)).ToArray())];
        for (int antenna = 0; antenna < _channels.Length; antenna++)
        {
            for (int i = 0; i < samples; i++)
            {
                Complex sample = carrier * _leakage[antenna] + new Complex(_noise * _random.NextGaussian(), _noise * _random.NextGaussian());
                for (int tag = 0; tag < high.Length; tag++)
                {
                    sample += high[tag][i] * tags[tag].Edges[antenna];
                }

                _channels[antenna].Add(sample);
            }
        }
    }

    /// <summary>Share of [from, from + width) half-cycles in which the levels are high.</summary>
    private static double Share(byte[] levels, double from, double width)
    {
        double high = 0;
        for (int i = (int)Math.Floor(from); i < from + width; i++)
        {
            if (i >= 0 && i < levels.Length && levels[i] == 1)
            {
                high += (Math.Min(from + width, i + 1) - Math.Max(from, i)) / width;
            }
        }

        return high;
    }

    /// <summary>Levels by half-cycle: 16 symbols of plain subcarrier, then the symbols; a 1 inverts in the middle, 0 after 0 at the boundary.</summary>
    private static byte[] Miller4(int[] symbols)
    {
        var levels = new List<byte>(Enumerable.Range(0, 128).Select(i => (byte)(1 - i % 2)));
        int phase = 1, last = 1;
        foreach (int symbol in symbols)
        {
            phase ^= symbol == 0 && last == 0 ? 1 : 0;
            for (int half = 0; half < 8; half++)
            {
                phase ^= symbol == 1 && half == 4 ? 1 : 0;
                levels.Add((byte)(half % 2 == 0 ? phase : 1 - phase));
            }

            last = symbol;
        }

        return [.. levels];
    }

    private static int[] Bits(int value, int count) => [.. Enumerable.Range(0, count).Select(i => (value >> (count - 1 - i)) & 1)];
}
