using System.Buffers.Binary;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>Times of a decode: brute force, the published steps and ours, in seconds (Liu et al., table 2).</summary>
/// <param name="Bits">Tag bits of each row.</param>
/// <param name="Search">Brute force over as many bits, half of all bodies tried, as on average; bit by bit as published.</param>
/// <param name="KernelSearch">The same with the CRC kernel of our decode and the header's register kept.</param>
/// <param name="Published">The published steps, bit by bit.</param>
/// <param name="Ours">From the syndrome.</param>
/// <param name="OursShortFrame">From the bytes of a frame of 32 bytes, its check included.</param>
/// <param name="OursLongFrame">From the bytes of a frame of 1,536 bytes, its check included.</param>
/// <param name="Soft">Soft decoding of 16 bits and 4 parity at −10 dB, symbols given, mean over frames.</param>
/// <param name="Repeats">Repeats behind each median.</param>
internal sealed record CrcScatterTimes(
    IReadOnlyList<int> Bits,
    IReadOnlyList<double> Search,
    IReadOnlyList<double> KernelSearch,
    IReadOnlyList<double> Published,
    IReadOnlyList<double> Ours,
    double OursShortFrame,
    double OursLongFrame,
    double Soft,
    int Repeats)
{
    /// <summary>Tag bits of table 2.</summary>
    public static readonly int[] TableBits = [4, 6, 8, 10, 12, 14, 16, 18];

    /// <summary>Brute force of table 2, in seconds.</summary>
    public static readonly double[] TableSearch = [0.0026, 0.0049, 0.0194, 0.0586, 0.224, 0.896, 3.529, 38.707];

    /// <summary>The reversed CRC of table 2, in seconds.</summary>
    public static readonly double[] TableReverse = [0.0104, 0.0095, 0.0103, 0.0110, 0.0118, 0.0099, 0.0111, 0.0097];

    private const int Batch = 4096, LongBytes = 1536, SoftFrames = 64, MostWarmUps = 2000;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Measures on the calling thread; each figure is the median of repeats after a warm-up.</summary>
    public static CrcScatterTimes Measure(ReproductionContext context, double from, double to)
    {
        int repeats = context.Trials(7, 15);
        var random = new SeededRandom(context.Seed);
        byte[][] frames = Frames(random, CrcScatterLink.PsduBytes, Batch), longFrames = Frames(random, LongBytes, Batch / 16);
        uint[] syndromes = [.. frames.Select(frame => (uint)random.NextBits())];
        SyndromeDecoder shorts = Decoder(CrcScatterLink.PsduBytes, 32), longs = Decoder(LongBytes, 32);
        var link = new CrcScatterLink(16);
        double[][] soft = [.. Enumerable.Range(0, SoftFrames).Select(i => link.SoftPhases(context.Seed + (ulong)i, CrcScatterCurves.Ratio(-10)).Soft)];
        Func<uint>[] kinds =
        [
            () => Repeat(Batch, i => ReverseDecoder.Decode(frames[i])),
            () => Repeat(Batch, i => shorts.Map(FrameSyndrome.Of(frames[i]))),
            () => Repeat(longFrames.Length, i => longs.Map(FrameSyndrome.Of(longFrames[i]))),
            () => Repeat(SoftFrames, i => link.Decode(soft[i])),
        ];
        WarmUp(context, [.. kinds, () => SearchOnce(frames[0], 8), () => KernelSearchOnce(frames[0], 12), () => Sum(shorts, syndromes)]);

        int[] bits = [.. TableBits, 20, 24, 28, 32];
        List<double> search = [], kernelSearch = [], published = [];
        for (int row = 0; row < bits.Length; row++)
        {
            int count = bits[row];
            context.CancellationToken.ThrowIfCancellationRequested();
            if (row < TableBits.Length)
            {
                byte[] hidden = Hide(frames[0], count);
                int times = Math.Max(1, 4096 >> count);
                search.Add(Median(context, repeats, times, () => Repeat(times, _ => SearchOnce(hidden, count))));
                kernelSearch.Add(Median(context, repeats, times, () => Repeat(times, _ => KernelSearchOnce(hidden, count))));
            }

            published.Add(Median(context, repeats, Batch, kinds[0]));
            context.Progress.Report(from + (to - from) * (row + 1) / bits.Length);
        }

        return new CrcScatterTimes(
            bits, search, kernelSearch, published,
            Medians(context, 9 * repeats, Batch, [.. bits.Select(count => Decoder(CrcScatterLink.PsduBytes, count)).Select(decoder => (Func<uint>)(() => Sum(decoder, syndromes)))]),
            Median(context, repeats, Batch, kinds[1]),
            Median(context, repeats, longFrames.Length, kinds[2]),
            Median(context, repeats, SoftFrames, kinds[3]),
            repeats);
    }

    /// <summary>Runs each work until the compiler's last tier has arrived; with an end where the clock stands still.</summary>
    private static void WarmUp(ReproductionContext context, Func<uint>[] works)
    {
        foreach (Func<uint> work in works)
        {
            long start = context.Time.GetTimestamp();
            for (int i = 0; i < MostWarmUps && context.Time.GetElapsedTime(start) < WarmUpTime; i++)
            {
                work();
            }
        }
    }

    private static double Median(ReproductionContext context, int repeats, int decodes, Func<uint> work) => Medians(context, repeats, decodes, [work])[0];

    /// <summary>Takes the works in turn, so that a machine that is slow for a while is slow for all of them.</summary>
    private static double[] Medians(ReproductionContext context, int repeats, int decodes, Func<uint>[] works)
    {
        double[][] seconds = [.. works.Select(_ => new double[repeats])];
        for (int i = -1; i < repeats; i++)
        {
            for (int row = 0; row < works.Length; row++)
            {
                long start = context.Time.GetTimestamp();
                works[row]();
                if (i >= 0)
                {
                    seconds[row][i] = context.Time.GetElapsedTime(start).TotalSeconds / decodes;
                }
            }
        }

        return [.. seconds.Select(row => Measured.Median(row).Value)];
    }

    private static uint SearchOnce(byte[] frame, int bits) => ReverseDecoder.TrySearch(frame, bits, out uint body) ? body : 0;

    private static uint KernelSearchOnce(byte[] frame, int bits) => BruteForce.TrySearch(frame, bits, out uint body) ? body : 0;

    private static uint Repeat(int count, Func<int, uint> decode)
    {
        uint sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += decode(i);
        }

        return sum;
    }

    private static uint Sum(SyndromeDecoder decoder, uint[] syndromes)
    {
        uint sum = 0;
        foreach (uint syndrome in syndromes)
        {
            // One decode waits for the one before: this is the time of a decode, not the rate of many side by side.
            sum += decoder.Map(syndrome ^ sum);
        }

        return sum;
    }

    private static SyndromeDecoder Decoder(int psduBytes, int bits) =>
        new(new FrameSyndrome(psduBytes, LineCoding.Scrambled).Columns(TagLayout.Window(CrcScatterLink.HeaderBytes * 8, bits)));

    private static byte[][] Frames(SeededRandom random, int bytes, int count) => [.. Enumerable.Range(0, count).Select(_ =>
        FrameSyndrome.WithCheck([.. Enumerable.Range(0, bytes - FrameSyndrome.CheckBytes).Select(_ => (byte)random.NextBits())]))];

    /// <summary>A frame whose unknown bits are half way through the search: the average.</summary>
    private static byte[] Hide(byte[] frame, int bits)
    {
        byte[] data = frame[..^FrameSyndrome.CheckBytes];
        Span<byte> body = data.AsSpan(CrcScatterLink.HeaderBytes);
        uint known = BinaryPrimitives.ReadUInt32LittleEndian(body) >> bits << bits;
        BinaryPrimitives.WriteUInt32LittleEndian(body, known | (1u << (bits - 1)));
        return FrameSyndrome.WithCheck(data);
    }
}
