namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>The bit error rates of figures 7 and 8.</summary>
/// <param name="Differential">Published decoder without parity, by N (figure 7).</param>
/// <param name="Coherent">The same behind a coherent detector.</param>
/// <param name="Checked">Published decoder, words that fail four parity bits discarded (figure 8a).</param>
/// <param name="CheckedCoherent">The same behind a coherent detector.</param>
/// <param name="Soft">Soft decoding of 16 bits and 4 parity, nothing discarded.</param>
/// <param name="SoftFull">Soft decoding of 28 bits and 4 parity, which fill the window.</param>
/// <param name="Lengths">Data bits of the rows of figure 8b.</param>
/// <param name="LeftChecked">Share of the errors left by the parity's discards, for each length.</param>
/// <param name="LeftCheckedCoherent">The same behind a coherent detector.</param>
/// <param name="LeftSoft">Share of the errors left by soft decoding, against coherent detection without parity.</param>
/// <param name="LeftSpare">The same left at 16 bits by the unused places of the syndrome alone, words that fail discarded.</param>
/// <param name="Kept">Words that pass the parity at 16 bits.</param>
/// <param name="FramesPerPoint">Frames behind each point of a curve.</param>
/// <param name="FramesPerHardPoint">Frames behind each point of the curves at 16 bits without soft values.</param>
/// <param name="FramesPerLength">Frames behind each row of figure 8b.</param>
internal sealed record CrcScatterRates(
    IReadOnlyDictionary<int, ErrorCurve> Differential,
    ErrorCurve Coherent,
    ErrorCurve Checked,
    ErrorCurve CheckedCoherent,
    ErrorCurve Soft,
    ErrorCurve SoftFull,
    IReadOnlyList<int> Lengths,
    IReadOnlyList<Measured> LeftChecked,
    IReadOnlyList<Measured> LeftCheckedCoherent,
    IReadOnlyList<Measured> LeftSoft,
    Measured LeftSpare,
    Measured Kept,
    int FramesPerPoint,
    int FramesPerHardPoint,
    int FramesPerLength)
{
    /// <summary>Below, the search runs into its limit on most frames and only takes time; in dB.</summary>
    private const double LowestSoft = -13;

    private static readonly int[] FigureLengths = [8, 16, 24, 32];
    private static readonly int[] ParityLengths = [4, 8, 12, 16, 20, 24, 28];

    /// <summary>Runs them.</summary>
    public static CrcScatterRates Run(ReproductionContext context, int dataBits, double paritySnr, double from, double to)
    {
        int frames = context.Trials(800, 8000), more = context.Trials(2500, 24000), perLength = context.Trials(1500, 20000);
        double part = (to - from) / 10, at = from;
        (double, double) Next(double parts = 1)
        {
            at += part * parts;
            return (at - part * parts, at);
        }

        ErrorCurve Accepted(bool isCoherent) => CrcScatterCurves.Curve(context, more, dataBits, Next(0.5), (link, seed, ratio) =>
        {
            (double share, bool isAccepted) = link.Checked(seed, ratio, isCoherent);
            return isAccepted ? share : double.NaN;
        });

        Dictionary<int, ErrorCurve> differential = FigureLengths.ToDictionary(
            n => n, n => CrcScatterCurves.Curve(context, n == dataBits ? more : frames, n, Next(0.5), (link, seed, ratio) => link.Differential(seed, ratio)));
        ErrorCurve coherent = CrcScatterCurves.Curve(context, more, dataBits, Next(0.5), (link, seed, ratio) => link.Coherent(seed, ratio));
        ErrorCurve parity = Accepted(isCoherent: false), parityCoherent = Accepted(isCoherent: true);
        ErrorCurve soft = CrcScatterCurves.Curve(context, frames, dataBits, Next(4.5), (link, seed, ratio) => link.Soft(seed, ratio), LowestSoft);
        ErrorCurve full = CrcScatterCurves.Curve(context, frames, 28, Next(), (link, seed, ratio) => link.Soft(seed, ratio), LowestSoft);

        Row[] rows = [.. ParityLengths.Select(n => Row.Run(context, perLength, n, CrcScatterCurves.Ratio(paritySnr), Next(1.0 / ParityLengths.Length)))];
        return new CrcScatterRates(
            differential, coherent, parity, parityCoherent, soft, full, ParityLengths,
            [.. rows.Select(row => row.LeftChecked)], [.. rows.Select(row => row.LeftCheckedCoherent)], [.. rows.Select(row => row.LeftSoft)],
            rows[Array.IndexOf(ParityLengths, dataBits)].LeftSpare, rows[Array.IndexOf(ParityLengths, dataBits)].Kept, frames, more, perLength);
    }

    /// <summary>One length of figure 8b.</summary>
    private sealed record Row(Measured LeftChecked, Measured LeftCheckedCoherent, Measured LeftSoft, Measured LeftSpare, Measured Kept)
    {
        public static Row Run(ReproductionContext context, int frames, int dataBits, double ratio, (double, double) done)
        {
            var outcomes = CrcScatterCurves.Frames(context, "parity", frames, dataBits, done, (link, seed) => (
                Plain: link.Differential(seed, ratio),
                Coherent: link.Coherent(seed, ratio),
                Checked: link.Checked(seed, ratio, isCoherent: false),
                CheckedCoherent: link.Checked(seed, ratio, isCoherent: true),
                Spare: link.Spare(seed, ratio),
                Soft: link.Soft(seed, ratio)));
            double plain = outcomes.Average(o => o.Plain), coherent = outcomes.Average(o => o.Coherent);
            return new Row(
                Accepted(outcomes.Select(o => o.Checked)).Times(1 / plain),
                Accepted(outcomes.Select(o => o.CheckedCoherent)).Times(1 / coherent),
                Measured.Mean([.. outcomes.Select(o => o.Soft)]).Times(1 / coherent),
                Accepted(outcomes.Select(o => o.Spare)).Times(1 / coherent),
                Measured.Share(outcomes.Count(o => o.Checked.IsAccepted), frames));
        }

        private static Measured Accepted(IEnumerable<(double Share, bool IsAccepted)> words) =>
            Measured.Mean([.. words.Where(word => word.IsAccepted).Select(word => word.Share)]);
    }
}
