using TwinGrid.Signal.Ranging;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>What all parts of the evaluation found.</summary>
internal sealed record RangingOutcome(
    IReadOnlyList<PlaceOutcome> Places,
    IReadOnlyList<WalkErrors> Sparse,
    IReadOnlyList<BoundPoint> Bounds,
    IReadOnlyList<(double Error, double Bound)> Positions,
    IReadOnlyList<(double Centroid, double Width)> TableOne,
    IReadOnlyList<CleanResult> Soundings,
    IReadOnlyList<ProjectionPoint> Projection,
    RangingTimes Times)
{
    /// <summary>Least signal-to-noise ratio that counts for the comparison with the bound, dB: a tag below it is not read.</summary>
    private const double LeastRatio = RangingScene.ReadableRatio;

    /// <summary>Largest ratio of root-mean-square error to bound among the ratios that count.</summary>
    public double WorstOverBound(Func<BoundPoint, Measured> method) =>
        Bounds.Where(point => point.Decibels >= LeastRatio).Max(point => method(point).Value / point.Bound);

    /// <summary>Runs everything.</summary>
    public static RangingOutcome Run(ReproductionContext context)
    {
        int walks = context.Trials(250, 2500);
        PlaceOutcome indoor = PlaceOutcome.Run(context, RangingScene.Indoor, new PublishedPlace(1.17, 0.65, 0.25, 0.8, 8.0, 9.68, 40.6, 51, 3), walks, 0, 0.2);
        PlaceOutcome outdoor = PlaceOutcome.Run(context, RangingScene.Outdoor, new PublishedPlace(0.67, 0.22, 0.15, 0.6, 5.5, 4.71, 22.9, 38, 4), walks, 0.2, 0.4);
        return new RangingOutcome(
            [indoor, outdoor],
            context.Repeat(walks, "sparse", 0.4, 0.5, new CalibrationStudy(RangingScene.Sparse, RangingScene.Tunnelling).Walk),
            BoundStudy.Run(context, context.Trials(500, 5000), 0.5, 0.7),
            BoundStudy.Positions(context, context.Trials(500, 5000), 0.7, 0.72),
            ProfileStudy.TableOne(context, context.Trials(300, 3000), 0.72, 0.77),
            context.Repeat(context.Trials(5, 40), "sounding", 0.77, 0.85, ProfileStudy.Sounding),
            ProjectionStudy.Run(context, context.Trials(30, 400), 0.85, 0.98),
            RangingTimes.Take(context));
    }
}

/// <summary>The published figures of one place: tables and text of section V.</summary>
internal sealed record PublishedPlace(
    double None, double OneMetre, double FiveMetres, double Percent, double PercentNone, double Strength, double StrengthPercent, double Factor, int SemiPassiveRanges);

/// <summary>The walks in one place with both tags.</summary>
internal sealed record PlaceOutcome(
    RangingScene Scene, PublishedPlace Published, IReadOnlyList<WalkErrors> Tunnelling, IReadOnlyList<WalkErrors> SemiPassive)
{
    /// <summary>Walks through a place.</summary>
    public static PlaceOutcome Run(ReproductionContext context, RangingScene scene, PublishedPlace published, int walks, double from, double to)
    {
        double middle = (from + to) / 2;
        return new PlaceOutcome(
            scene,
            published,
            context.Repeat(walks, scene.Name + " tunnelling", from, middle, new CalibrationStudy(scene, RangingScene.Tunnelling).Walk),
            context.Repeat(walks, scene.Name + " semi-passive", middle, to, new CalibrationStudy(scene, RangingScene.SemiPassive).Walk));
    }

    /// <summary>Mean absolute error of the tunnelling tag over all ranges, metres.</summary>
    public Measured Error(RangingMethod method, CalibrationRange calibration) =>
        Measured.Mean([.. Tunnelling.Select(walk => walk.Mean(method, calibration, RangingScene.Ranges.Count))]);

    /// <summary>Mean absolute error of the semi-passive tag over the ranges at which the source could read it, metres.</summary>
    public Measured SemiPassiveError(RangingMethod method, CalibrationRange calibration) =>
        Measured.Mean([.. SemiPassive.Select(walk => walk.Mean(method, calibration, Published.SemiPassiveRanges))]);

    /// <summary>Mean absolute error of the tunnelling tag as a share of range, per cent.</summary>
    public Measured Percent(RangingMethod method, CalibrationRange calibration) => Measured.Mean(
        [.. Tunnelling.Select(walk => walk.Of(method, calibration).Select((error, i) => 100 * Math.Abs(error) / RangingScene.Ranges[i]).Average())]);

    /// <summary>Mean absolute error at one range, metres.</summary>
    public static Measured At(IReadOnlyList<WalkErrors> walks, RangingMethod method, CalibrationRange calibration, int index) =>
        Measured.Mean([.. walks.Select(walk => Math.Abs(walk.Of(method, calibration)[index]))]);

    /// <summary>The largest range at which a tag is read in at least half of all walks, metres.</summary>
    public static double Farthest(IReadOnlyList<WalkErrors> walks) => RangingScene.Ranges
        .Where((_, i) => walks.Count(walk => walk.IsReadable[i]) >= walks.Count / 2.0)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>
    /// Mean absolute error at 5 m calibration of an estimator at the bound of the Gaussian channel, K and σ known: √(2/π) times the
    /// deviation of the difference of two ranges, the calibrated range with its zero among them.
    /// </summary>
    public double Bound()
    {
        double[] deviations = [.. RangingScene.Ranges.Select(range => DelayCovariance.Bound(
            ChannelPlan.Published,
            new DelayHypothesis(Scene.Multipath.RiceFactor, Scene.Multipath.DelaySpread),
            1 / RangingScene.SignalToNoise(range, RangingScene.Tunnelling)))];
        return Math.Sqrt(2 / Math.PI) * deviations.Skip(1).Sum(deviation => Math.Sqrt(deviation * deviation + deviations[0] * deviations[0])) / deviations.Length;
    }
}
