namespace TwinGrid.Signal.Reproductions.Probing;

/// <summary>Ahmad et al., section 6, Figs. 8 to 10: the phase of a tag-to-tag channel by multi-phase probing.</summary>
public sealed class ProbingReproduction : IReproduction
{
    private const double ShortRatio = 0.3, LongestShort = 1.5, Within95 = 1.96;

    /// <inheritdoc/>
    public string Name => "probing";

    /// <inheritdoc/>
    public string Title => "Phase between two passive tags, and the network that collects it";

    /// <inheritdoc/>
    public string Source => "Ahmad et al., SenSys 2021, sections 4 to 6 and 7.2, Figs. 8 to 10";

    /// <inheritdoc/>
    public Reproduction Run(ReproductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RailTrial[] laboratories = context.Repeat(context.Trials(40, 400), "rail", 0, 0.1, RailTrial.Of);
        ExciterInvariance[] moved = context.Repeat(context.Trials(60, 600), "exciter", 0.1, 0.15, ExciterInvariance.Measure);
        var bias = EnvelopeBias.At(ShortRatio);
        Reproduction network = ProtocolFigures.Of(context.Within(0.15, 1));
        RailDistance[] all = [.. laboratories.SelectMany(laboratory => laboratory.Distances)];
        return new Reproduction(
            [.. Phases(laboratories), .. Exciter(moved), Bias(bias), .. network.Figures],
            network.Goals,
            [PhaseOverDistance(laboratories[0]), Errors(all), Exciters(moved[0]), .. network.Charts],
            [
                "Laboratories with six point scatterers each, drawn anew for every laboratory; they reach the exciter's channels, the channel between the tags and the reader's channel alike. Distances from 0.2 m to 2 m in steps of 5 cm, a hundred probing cycles each. Samples count laboratories, and intervals are over laboratories: the distances of one share its scatterers. Noise of a cycle: 3° up to 0.6 m, 5° a metre beyond, set after Fig. 8, so that the two rows of cycles confirm nothing; everything else follows from the geometry.",
                "The systematic error is the median of the hundred cycles against 2πd/λ: multipath of the channel itself, which no probing can tell from distance, and for the linear model its own bias at short range. It is not a bound-limited quantity.",
                "The reader stands where the exciter stood and moves away from the tag over the same distances; its phase travels each path twice and is halved, so that the same scatterers weigh on it.",
                .. network.Notes,
            ]);
    }

    private static IEnumerable<ReproducedFigure> Phases(RailTrial[] laboratories)
    {
        double[][] exact = Systematic(at => at.Exact), linear = Systematic(at => at.Linear), reader = Systematic(at => at.Reader);
        yield return new ReproducedFigure("systematic_error_median_deg", "systematic phase error, median", "°", laboratories.Length)
        {
            Faithful = Measured.QuantileOver(linear, 0.5),
            Ours = Measured.QuantileOver(exact, 0.5),
        };
        yield return new ReproducedFigure("systematic_error_p90_deg", "systematic phase error, 90 %", "°", laboratories.Length)
        {
            Published = new PublishedValue(10, "typically < 10°", "section 6.2"),
            Faithful = Measured.QuantileOver(linear, 0.9),
            Ours = Measured.QuantileOver(exact, 0.9),
        };
        double centimetres = new Synthesis.RoomOptions().Carrier.Wavelength.Value * 100 / 360;
        yield return new ReproducedFigure("range_error_median_cm", "range error modulo λ/2, median", "cm", laboratories.Length)
        {
            Published = new PublishedValue(1, "< 1 cm", "section 9"),
            Faithful = Measured.QuantileOver(linear, 0.5).Times(centimetres),
            Ours = Measured.QuantileOver(exact, 0.5).Times(centimetres),
        };
        yield return new ReproducedFigure("reader_error_median_deg", "the same for an active reader, median", "°", laboratories.Length)
        {
            Faithful = Measured.QuantileOver(reader, 0.5),
        };
        RailDistance[][] near = Within(at => at.Distance <= LongestShort), far = Within(at => at.Distance > 1.99);
        yield return Spread("noise_to_1_5_m_deg", "95 % of cycles within, up to 1.5 m (noise set after it)", new PublishedValue(double.NaN, "a few degrees", "section 6.2"), near);
        yield return Spread("noise_at_2_m_deg", "95 % of cycles within, at 2 m (noise set after it)", new PublishedValue(20, "up to about 20°", "section 6.2"), far);

        double[][] Systematic(Func<RailDistance, double[]> errors) =>
            [.. laboratories.Select(laboratory => laboratory.Distances.Select(at => RailDistance.Systematic(errors(at))).ToArray())];
        RailDistance[][] Within(Func<RailDistance, bool> isMeant) => [.. laboratories.Select(laboratory => laboratory.Distances.Where(isMeant).ToArray())];
    }

    private static ReproducedFigure Spread(string key, string name, PublishedValue published, RailDistance[][] laboratories)
    {
        return new ReproducedFigure(key, name, "°", laboratories.Length)
        {
            Published = published,
            Faithful = Cycles(at => at.Linear),
            Ours = Cycles(at => at.Exact),
            Bound = Measured.Exact(Within95 * Math.Sqrt(laboratories.SelectMany(distances => distances).Average(at => at.Noise * at.Noise))),
        };

        Measured Cycles(Func<RailDistance, double[]> errors) => Measured.RootMeanSquareOver(
            [.. laboratories.Select(distances => distances.SelectMany(at => RailDistance.Random(errors(at))).ToArray())]).Times(Within95);
    }

    private static IEnumerable<ReproducedFigure> Exciter(ExciterInvariance[] moved)
    {
        yield return new ReproducedFigure("one_direction_moved_deg", "exciter moved: largest change of one direction", "°", moved.Length)
        {
            Faithful = Measured.Median([.. moved.Select(run => run.OneDirectionSpread)]),
        };
        yield return new ReproducedFigure("channel_moved_deg", "exciter moved: deviation of tag-to-tag phase", "°", moved.Length)
        {
            Ours = Measured.RootMeanSquare([.. moved.Select(run => run.ChannelSpread)]),
            Bound = Measured.Exact(moved[0].Noise),
        };
    }

    private static ReproducedFigure Bias(EnvelopeBias bias) => new("short_range_bias_deg", $"largest bias without noise at β/V = {ShortRatio}", "°", 360)
    {
        Faithful = Measured.Exact(bias.LinearLargest),
        Ours = Measured.Exact(bias.ExactLargest),
        Bound = Measured.Exact(0),
    };

    private static Chart PhaseOverDistance(RailTrial laboratory) => new(
        "Phase of the channel between two tags",
        "Answers Fig. 8, one laboratory. Boxes: a hundred cycles at each distance by the exact envelope, quartiles and 5 % to 95 %. Line: 2πd/λ modulo 180°.",
        new ChartAxis("distance of the tags in metres", 0.1, 2.1),
        new ChartAxis("phase in degrees", -40, 220),
        [
            new ChartSeries("without multipath", ChartMark.Line, [.. Truth()]),
            new ChartSeries("measured", ChartMark.Boxes, [.. laboratory.Distances.Select(Box)]),
        ]);

    private static ChartPoint Box(RailDistance at)
    {
        double[] sorted = [.. at.Exact.Select(error => at.Truth + error).Order()];
        return new ChartPoint(at.Distance, sorted[sorted.Length / 2], sorted[sorted.Length / 20], sorted[sorted.Length * 19 / 20], sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
    }

    /// <summary>The saw-tooth of the true phase; NaN where it wraps, so that the line breaks.</summary>
    private static IEnumerable<ChartPoint> Truth()
    {
        double half = new Synthesis.RoomOptions().Carrier.Wavelength.Value / 2, last = 0;
        for (double distance = 0.1; distance < 2.1; distance += 0.002)
        {
            double phase = AngleMath.Modulo(distance / half, 1) * 180;
            yield return new ChartPoint(distance, phase < last ? double.NaN : phase);
            last = phase;
        }
    }

    private static Chart Errors(RailDistance[] all) => new(
        "Systematic phase error over all distances",
        "Answers Fig. 9: distribution of the median error at each distance of each laboratory.",
        new ChartAxis("error of the median in degrees", 0, 30),
        new ChartAxis("share of distances", 0, 1),
        [
            ChartSeries.Distribution("ours: exact envelope", [.. all.Select(at => RailDistance.Systematic(at.Exact))]),
            ChartSeries.Distribution("faithful: linear model", [.. all.Select(at => RailDistance.Systematic(at.Linear))]),
            ChartSeries.Distribution("active reader", [.. all.Select(at => RailDistance.Systematic(at.Reader))]),
        ]);

    private static Chart Exciters(ExciterInvariance moved) => new(
        "The exciter moves, the tags stay",
        "Answers Fig. 10: at six places of the exciter, the phase of one direction (relative to the first place) and the tag-to-tag phase (relative to the truth). Bars: 95 % of probing noise.",
        new ChartAxis("place of the exciter", 0.5, 6.5),
        new ChartAxis("phase in degrees", -180, 180),
        [
            new ChartSeries("one direction Θ", ChartMark.Dots, [.. moved.OneDirection.Select((phase, i) => new ChartPoint(i + 1, phase))]),
            new ChartSeries("tag-to-tag θ₁₂", ChartMark.Dots, [.. moved.Channel.Select((phase, i) => new ChartPoint(i + 1, phase, phase - 1.96 * moved.Noise, phase + 1.96 * moved.Noise))]),
        ]);
}
