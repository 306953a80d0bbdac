namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>The pictures and the notes of the evaluation.</summary>
internal static class CrcScatterCharts
{
    /// <summary>What a reader must know to read the figures.</summary>
    public static readonly string[] Notes =
    [
        "SNR: power of the signal over that of complex noise in one sample. The source doesn't state its sample rate. With one sample a chip, "
            + "−7.5 dB is an Eb/N0 of 2.9 dB, where DBPSK errs with ½e^(−Eb/N0) = 7 % a bit and no frame of 256 bits survives: its curve would be at 0.5. "
            + "44 samples a bit (4 a chip) is the only whole number of samples a chip whose curve passes within 0.5 dB of the stated point; "
            + "that point is thus used to find the rate and is no independent confirmation. "
            + "Two other statements are: no dependence on the SNR below −13 dB, and 9 to 15 % of errors left by parity at −10 dB.",
        "The printed SNR of figure 8b, 10 dB, is read as −10 dB: at +10 dB there are no errors to compare.",
        "The published errors come nearly all from header and FCS: one wrong symbol of 256 there makes the reversed CRC give an unrelated body, and half of the tag's bits are wrong. "
            + "That is why they don't depend on N.",
        "Errors left by parity: among accepted words an unrelated word passes four copies of a parity bit once in 16, whatever N. The share follows from the rate of spoiled frames alone, "
            + "and lies on either side of the published band for the two detectors.",
        "The published equations leave out the scrambler and take the FCS for unmodified, so the faithful decoder gets unscrambled frames whose tag keeps its last phase. "
            + "Ours gets frames as the standard sends them. Symbol timing and the frame's length are given in both.",
        "Times: one thread, median of repeats. Ours from the syndrome is one decode after another, each waiting for the last; from the bytes, the check of the frame is part of it. "
            + "Brute force as published runs the CRC bit by bit over header and body for half of all bodies; it is held against the published decode, bit by bit as well. "
            + "Ours is held against brute force that has the same CRC kernel and keeps the header's register. The published times are of another machine and language; ratios are within one machine.",
        "Soft decoding discards nothing; 16 data bits leave 12 unused places of the syndrome and 4 parity checks, 28 data bits leave the parity alone.",
    ];

    /// <summary>All charts.</summary>
    public static IReadOnlyList<Chart> All(CrcScatterTimes times, CrcScatterRates rates) => [Times(times), Rates(rates), Lengths(rates), Left(rates)];

    private static Chart Times(CrcScatterTimes times) => new(
        "Time of a decode",
        "Brute force doubles with every bit; four look-ups don't know how many bits there are (table 2).",
        new("Tag bits", 2, 34),
        new("Time, s", IsLogarithmic: true),
        [
            new("brute force, published", ChartMark.Published, Points(CrcScatterTimes.TableBits, CrcScatterTimes.TableSearch)),
            new("reversed CRC, published", ChartMark.Published, Points(CrcScatterTimes.TableBits, CrcScatterTimes.TableReverse)),
            new("brute force", ChartMark.Line, Points(CrcScatterTimes.TableBits, times.Search)),
            new("brute force, our CRC kernel", ChartMark.Line, Points(CrcScatterTimes.TableBits, times.KernelSearch)),
            new("reversed CRC, bit by bit", ChartMark.Line, Points(times.Bits, times.Published)),
            new("ours, from the syndrome", ChartMark.Line, Points(times.Bits, times.Ours)),
        ]);

    private static Chart Rates(CrcScatterRates rates) => new(
        "Bit errors against SNR, 16 data bits",
        "Published: 10⁻² at −7.5 dB without parity (figure 7). Parity that discards needs less, soft decoding less again, and discards nothing (figure 8a).",
        new("SNR a sample, dB", -15, -5),
        new("Share of wrong data bits", 1e-5, 1, IsLogarithmic: true),
        [
            new("published, no parity", ChartMark.Published, [new ChartPoint(-7.5, 0.01)]),
            new("theory, differential", ChartMark.Bound, CrcScatterCurves.Theory(isCoherent: false).Points()),
            new("theory, coherent", ChartMark.Bound, CrcScatterCurves.Theory(isCoherent: true).Points()),
            new("faithful, differential", ChartMark.Dots, rates.Differential[16].Points()),
            new("faithful, coherent", ChartMark.Dots, rates.Coherent.Points()),
            new("faithful, parity discards", ChartMark.Line, rates.Checked.Points()),
            new("faithful, coherent, parity discards", ChartMark.Line, rates.CheckedCoherent.Points()),
            new("ours, soft, 16 + 4 bits", ChartMark.Line, rates.Soft.Points()),
            new("ours, soft, 28 + 4 bits", ChartMark.Line, rates.SoftFull.Points()),
        ]);

    private static Chart Lengths(CrcScatterRates rates) => new(
        "Bit errors against SNR, by number of tag bits",
        "The published decoder errs alike for 8 to 32 bits: it is the frame that fails, not the bit (figure 7).",
        new("SNR a sample, dB", -15, -5),
        new("Share of wrong data bits", 1e-4, 1, IsLogarithmic: true),
        [
            new("published", ChartMark.Published, [new ChartPoint(-7.5, 0.01)]),
            .. rates.Differential.Select(curve => new ChartSeries(FormattableString.Invariant($"N = {curve.Key}"), ChartMark.Line, curve.Value.Points())),
        ]);

    private static Chart Left(CrcScatterRates rates) => new(
        "Share of bit errors left at −10 dB",
        "Published: 9 to 15 % among accepted words (figure 8b). Soft decoding keeps every word; its errors are held against coherent detection.",
        new("Data bits", 2, 30),
        new("Errors left", 0, null),
        [
            new("published, lower end", ChartMark.Bound, [new ChartPoint(4, 0.09), new ChartPoint(28, 0.09)]),
            new("published, upper end", ChartMark.Bound, [new ChartPoint(4, 0.15), new ChartPoint(28, 0.15)]),
            new("faithful, differential", ChartMark.Dots, Points(rates.Lengths, rates.LeftChecked)),
            new("faithful, coherent", ChartMark.Dots, Points(rates.Lengths, rates.LeftCheckedCoherent)),
            new("ours, soft", ChartMark.Dots, Points(rates.Lengths, rates.LeftSoft)),
        ]);

    private static ChartPoint[] Points(IReadOnlyList<int> bits, IReadOnlyList<double> values) => [.. bits.Zip(values, (x, y) => new ChartPoint(x, y))];

    private static ChartPoint[] Points(IReadOnlyList<int> bits, IReadOnlyList<Measured> values) => [.. bits.Zip(values, (x, y) => ChartPoint.Of(x, y))];
}
