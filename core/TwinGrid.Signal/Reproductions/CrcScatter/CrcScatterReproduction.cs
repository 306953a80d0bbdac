using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>
/// CRCScatter: the decode times of table 2, the bit error rates of figures 7 and 8, and what the syndrome adds to them.
/// </summary>
public sealed class CrcScatterReproduction : IReproduction
{
    private const int DataBits = 16;
    private const double PublishedSnr = -7.5, ParitySnr = -10, Level = 1e-2;

    /// <inheritdoc/>
    public string Name => "crcscatter";

    /// <inheritdoc/>
    public string Title => "Tag bits on ambient 802.11b frames, by the frame's own check";

    /// <inheritdoc/>
    public string Source => "Liu, Liu, Huang, Ding, Xi, Gong: CRC-Based Reliable WiFi Backscatter Communication for Supply Chain Management, Applied Sciences 13(9) 5471, 2023";

    /// <inheritdoc/>
    public Reproduction Run(ReproductionContext context)
    {
        var times = CrcScatterTimes.Measure(context, 0, 0.1);
        var rates = CrcScatterRates.Run(context, DataBits, ParitySnr, 0.1, 0.95);
        (Measured differential, Measured soft, int waveforms) = Waveform(context, 0.95, 0.99);
        (Measured publishedRight, Measured oursRight, int standard) = Standard(context, 0.99, 1);
        int search = Array.IndexOf(CrcScatterTimes.TableBits, 18);

        Measured faithfulSnr = rates.Differential[DataBits].Crossing(Level), coherentSnr = rates.Coherent.Crossing(Level);
        Measured checkedSnr = rates.Checked.Crossing(Level), checkedCoherentSnr = rates.CheckedCoherent.Crossing(Level);
        Measured softSnr = rates.Soft.Crossing(Level), fullSnr = rates.SoftFull.Crossing(Level);
        double slowest = times.Ours.Max(), spread = times.Ours.Max() / times.Ours.Min();

        ReproducedFigure[] figures =
        [
            new("decode_18_bits_ns", "Decode of 18 tag bits, from the syndrome", "ns", times.Repeats)
            {
                Published = new(CrcScatterTimes.TableReverse[search] * 1e9, "0.0097 s", "table 2"),
                Faithful = Measured.Exact(times.Published[search] * 1e9),
                Ours = Measured.Exact(times.Ours[search] * 1e9),
            },
            new("decode_frame_32_bytes_ns", "Decode from the bytes of a frame of 32 bytes, its check included", "ns", times.Repeats)
            {
                Faithful = Measured.Exact(times.Published[^1] * 1e9),
                Ours = Measured.Exact(times.OursShortFrame * 1e9),
            },
            new("decode_frame_1536_bytes_ns", "Decode from the bytes of a frame of 1,536 bytes, its check included", "ns", times.Repeats)
            {
                Ours = Measured.Exact(times.OursLongFrame * 1e9),
            },
            new("soft_decode_us", "Soft decoding of 16 bits and 4 parity at −10 dB, from soft symbols", "µs", times.Repeats) { Ours = Measured.Exact(times.Soft * 1e6) },
            new("decodes_per_second", "Decodes a second on one core, from the bytes of a frame of 32 bytes", "1/s", times.Repeats)
            {
                Published = new(100, "about 0.01 s a decode", "section 4"),
                Faithful = Measured.Exact(1 / times.Published[^1]),
                Ours = Measured.Exact(1 / times.OursShortFrame),
            },
            new("search_18_bits_over_decode", "Brute force over 18 bits against a decode from the frame's bytes, both bit by bit; ours: both with our CRC kernel", "×", times.Repeats)
            {
                Published = new(CrcScatterTimes.TableSearch[search] / CrcScatterTimes.TableReverse[search], "38.707 s against 0.0097 s", "table 2"),
                Faithful = Measured.Exact(times.Search[search] / times.Published[search]),
                Ours = Measured.Exact(times.KernelSearch[search] / times.OursShortFrame),
            },
            new("published_search_18_bits_over_our_decode", "The published brute force, bit by bit, against ours: mostly the slower CRC", "×", times.Repeats)
            {
                Ours = Measured.Exact(times.Search[search] / times.OursShortFrame),
            },
            new("snr_at_ber_1e2_db", "SNR at which one data bit in 100 is wrong: no parity; ours: soft, 16 bits and 4 parity", "dB", rates.FramesPerPoint)
            {
                Published = new(PublishedSnr, "10⁻² at −7.5 dB", "figure 7"),
                Faithful = faithfulSnr,
                Ours = softSnr,
            },
            new("snr_at_ber_1e2_coherent_db", "The same, published decoder behind a coherent detector", "dB", rates.FramesPerHardPoint) { Faithful = coherentSnr },
            new("snr_at_ber_1e2_parity_db", "The same, words that fail the parity discarded; ours discards none", "dB", rates.FramesPerPoint)
            {
                Faithful = checkedSnr,
                Ours = softSnr,
            },
            new("snr_at_ber_1e2_parity_coherent_db", "The same, published decoder behind a coherent detector", "dB", rates.FramesPerHardPoint)
            {
                Faithful = checkedCoherentSnr,
                Ours = softSnr,
            },
            new("snr_at_ber_1e2_full_window_db", "The same, ours with 28 bits and 4 parity: no place of the window is spare", "dB", rates.FramesPerPoint) { Ours = fullSnr },
            new("ber_at_minus_7_5_db", "Share of wrong bits at −7.5 dB, through the waveform", "", waveforms)
            {
                Published = new(0.01, "10⁻²", "figure 7"),
                Faithful = differential,
                Ours = soft,
            },
            new("ber_at_minus_13_db", "Share of wrong bits at −13 dB, where the published curve is flat", "", rates.FramesPerPoint)
            {
                Published = new(0.5, "no longer depends on the SNR", "figure 7"),
                Faithful = rates.Differential[DataBits].At(-13),
                Ours = rates.Soft.At(-13),
            },
            new("errors_left_by_parity_share", "Bit errors left by four parity bits at −10 dB behind a differential detector, mean over 4 to 28 bits, among accepted words", "", rates.FramesPerLength)
            {
                Published = new(0.12, "9 % to 15 %", "figure 8b"),
                Faithful = Average(rates.LeftChecked),
            },
            new("errors_left_by_parity_coherent_share", "The same behind a coherent detector; ours: left by soft decoding, no word discarded", "", rates.FramesPerLength)
            {
                Published = new(0.12, "9 % to 15 %", "figure 8b"),
                Faithful = Average(rates.LeftCheckedCoherent),
                Ours = Average(rates.LeftSoft),
            },
            new("errors_left_by_spare_places_share", "Bit errors left at −10 dB behind a coherent detector by the unused places of the syndrome, 16 bits without parity, among accepted words", "", rates.FramesPerLength)
            {
                Ours = rates.LeftSpare,
            },
            new("words_kept_share", "Words not discarded at −10 dB, 16 bits and 4 parity", "", rates.FramesPerLength)
            {
                Faithful = rates.Kept,
                Ours = Measured.Exact(1),
            },
            new("standard_frames_share", "Tag words right on scrambled frames as the standard sends them, without noise", "", standard)
            {
                Faithful = publishedRight,
                Ours = oursRight,
            },
            new("capacity_bits", "Tag bits a frame: FCS alone; ours: FCS, LLC and SNAP", "bit", 1)
            {
                Published = new(32, "up to 32 bits", "section 3.2.3"),
                Faithful = Measured.Exact(SyndromeDecoder.SyndromeBits),
                Ours = Measured.Exact(Capacity(64, 8)),
            },
            new("capacity_ip_bits", "Tag bits a frame: FCS, LLC, SNAP and 12 bytes of IP header that a flow repeats", "bit", 1) { Ours = Measured.Exact(Capacity(64, 20)) },
        ];

        ReproductionGoal[] goals =
        [
            new("Slowest decode over 4 to 32 bits, from the syndrome, against 1 µs", slowest * 1e9, 1000),
            new("Decode from the bytes of a frame of 32 bytes against 1 µs", times.OursShortFrame * 1e9, 1000),
            new("Decodes a second on one core against 1,000,000", 1 / times.OursShortFrame, 1e6, IsUpperLimit: false),
            new("Brute force over 18 bits with the same CRC kernel, the header's register kept, against our decode from the bytes: at least 10,000 times as long", times.KernelSearch[search] / times.OursShortFrame, 1e4, IsUpperLimit: false),
            new("Slowest against fastest decode over 4 to 32 bits: at most 2", spread, 2),
            new("Distance of the faithful decoder from −7.5 dB at a bit error rate of 10⁻², in dB, against 0.5 (samples a chip fitted to it)", Math.Abs(faithfulSnr.Value - PublishedSnr), 0.5),
            new("The same distance behind a coherent detector (samples a chip fitted to it)", Math.Abs(coherentSnr.Value - PublishedSnr), 0.5),
            new("Gain of soft decoding over the published −7.5 dB, in dB, against 1", PublishedSnr - softSnr.Value, 1, IsUpperLimit: false),
            new("Gain of soft decoding over the faithful decoder at its best, coherent and with parity discards, in dB, against 1",
                checkedCoherentSnr.Value - softSnr.Value, 1, IsUpperLimit: false),
            new("Tag words right on scrambled frames without noise, share", oursRight.Value, 1, IsUpperLimit: false),
            new("Tag bits a frame with LLC and SNAP known, above 32", Capacity(64, 8), 33, IsUpperLimit: false),
        ];

        return new Reproduction(figures, goals, CrcScatterCharts.All(times, rates), CrcScatterCharts.Notes);
    }

    private static (Measured Differential, Measured Soft, int Frames) Waveform(ReproductionContext context, double from, double to)
    {
        int frames = context.Trials(1000, 5000);
        (double Differential, double Soft)[] shares = CrcScatterCurves.Frames(
            context, "waveform", frames, DataBits, (from, to), (link, seed) => link.Waveform(seed, PublishedSnr, CrcScatterLink.SamplesPerChip));
        return (Measured.Mean([.. shares.Select(share => share.Differential)]), Spoiled([.. shares.Select(share => share.Soft)]), frames);
    }

    /// <summary>A mean of shares; where all are zero, its upper end is that of the share of frames with any wrong bit.</summary>
    private static Measured Spoiled(double[] shares) => shares.All(share => share == 0) ? Measured.Share(0, shares.Length) : Measured.Mean(shares);

    private static Measured Average(IReadOnlyList<Measured> values) =>
        new(values.Average(value => value.Value), values.Average(value => Math.Max(0, value.Low)), values.Average(value => value.High));

    private static (Measured Published, Measured Ours, int Frames) Standard(ReproductionContext context, double from, double to)
    {
        int frames = context.Trials(2000, 20000);
        SyndromeDecoder decoder = CrcScatterLink.StandardDecoder();
        (bool Published, bool Ours)[] right = CrcScatterCurves.Frames(
            context, "standard", frames, DataBits, (from, to), (_, seed) => CrcScatterLink.Standard(seed, decoder));
        return (Measured.Share(right.Count(r => r.Published), frames), Measured.Share(right.Count(r => r.Ours), frames), frames);
    }

    /// <summary>How many symbols of the body a tag can use when the body's first bytes are known to the receiver.</summary>
    private static int Capacity(int psduBytes, int knownBytes)
    {
        const int Body = CrcScatterLink.HeaderBytes * 8;
        var frame = new FrameSyndrome(psduBytes, LineCoding.Scrambled);
        TagLayout everywhere = TagLayout.Window(Body, (psduBytes - FrameSyndrome.CheckBytes) * 8 - Body);
        return new StructuredTagDecoder(frame, everywhere, Enumerable.Range(Body, knownBytes * 8)).Capacity;
    }
}
