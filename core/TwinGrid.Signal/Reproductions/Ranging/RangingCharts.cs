using TwinGrid.Signal.Ranging;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>The pictures, after figs. 4 and 8 to 10 of the source, and two that it has not.</summary>
internal static class RangingCharts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Chart> Of(RangingOutcome outcome) =>
    [
        .. outcome.Places.Select(Calibration),
        .. outcome.Places.Select(Strength),
        Profile(outcome.Soundings[0]),
        Projection(outcome.Projection),
        Bounds(outcome.Bounds),
    ];

    private static Chart Calibration(PlaceOutcome place)
    {
        ChartSeries Series(string name, RangingMethod method, CalibrationRange calibration) => new(name, ChartMark.Line, [
            .. RangingScene.Ranges.Select((range, i) => ChartPoint.Of(range, PlaceOutcome.At(place.Tunnelling, method, calibration, i)))]);
        ChartSeries Mean(string name, double value) => new(name, ChartMark.Published, [new ChartPoint(5, value), new ChartPoint(35, value)]);
        return new Chart(
            $"Error by phase, {place.Scene.Name}",
            "Mean absolute error of the tunnelling tag against distance. Rings: the published means over all distances (fig. 10).",
            new ChartAxis("distance, m", 0, 40),
            new ChartAxis("mean absolute error, m", 0),
            [
                Series("faithful, no calibration", RangingMethod.Faithful, CalibrationRange.None),
                Series("faithful, 1 m", RangingMethod.Faithful, CalibrationRange.OneMetre),
                Series("faithful, 5 m", RangingMethod.Faithful, CalibrationRange.FiveMetres),
                Series("ours, 1 m", RangingMethod.Ours, CalibrationRange.OneMetre),
                Series("ours, 5 m", RangingMethod.Ours, CalibrationRange.FiveMetres),
                Mean("published, no calibration", place.Published.None),
                Mean("published, 1 m", place.Published.OneMetre),
                Mean("published, 5 m", place.Published.FiveMetres),
            ]);
    }

    private static Chart Strength(PlaceOutcome place)
    {
        ChartSeries Series(string name, IReadOnlyList<WalkErrors> walks, RangingMethod method, CalibrationRange calibration, int ranges) => new(name, ChartMark.Line, [
            .. RangingScene.Ranges.Take(ranges).Select((range, i) => ChartPoint.Of(range, PlaceOutcome.At(walks, method, calibration, i))).Where(point => point.Y > 1e-6)]);
        int all = RangingScene.Ranges.Count, few = place.Published.SemiPassiveRanges;
        return new Chart(
            $"By phase against by power, {place.Scene.Name}",
            "Mean absolute error against distance, by phase calibrated at 5 m (where the error is zero and not shown). Rings: published means (fig. 9).",
            new ChartAxis("distance, m", 0, 40),
            new ChartAxis("mean absolute error, m", IsLogarithmic: true),
            [
                Series("power, M fixed, tunnelling", place.Tunnelling, RangingMethod.Strength, CalibrationRange.None, all),
                Series("power, M following, tunnelling", place.Tunnelling, RangingMethod.StrengthFollowing, CalibrationRange.None, all),
                Series("power, semi-passive", place.SemiPassive, RangingMethod.Strength, CalibrationRange.None, few),
                Series("phase, faithful, tunnelling", place.Tunnelling, RangingMethod.Faithful, CalibrationRange.FiveMetres, all),
                Series("phase, faithful, semi-passive", place.SemiPassive, RangingMethod.Faithful, CalibrationRange.FiveMetres, few),
                Series("phase, ours, tunnelling", place.Tunnelling, RangingMethod.Ours, CalibrationRange.FiveMetres, all),
                new ChartSeries("published means", ChartMark.Published, [new ChartPoint(35, place.Published.Strength), new ChartPoint(35, place.Published.FiveMetres)]),
            ]);
    }

    private static Chart Profile(CleanResult sounding)
    {
        const double Span = 100e-9;
        double peak = sounding.Envelope.Max();
        return new Chart(
            "Delay profile and its components",
            "Two-way envelope indoors at 3 m, 4.8 to 6.8 GHz, and the components that deconvolution finds (fig. 4). The direct path comes at 20 ns.",
            new ChartAxis("delay, ns", 0, Span * 1e9),
            new ChartAxis("amplitude over peak", 0, 1.1),
            [
                new ChartSeries("envelope", ChartMark.Line, [
                    .. sounding.Envelope.Select((value, i) => new ChartPoint(i * sounding.DelayStep * 1e9, value / peak))
                        .TakeWhile(point => point.X <= Span * 1e9).Where((_, i) => i % 2 == 0)]),
                new ChartSeries("components", ChartMark.Dots, [
                    .. sounding.Taps.Where(tap => tap.Delay <= Span)
                        .Select(tap => new ChartPoint(tap.Delay * 1e9, tap.Amplitude.Magnitude / peak, 0, tap.Amplitude.Magnitude / peak))]),
            ]);
    }

    private static Chart Projection(IReadOnlyList<ProjectionPoint> points)
    {
        ChartSeries Series(string name, Func<ProjectionPoint, Measured> of) =>
            new(name, ChartMark.Line, [.. points.Select(point => ChartPoint.Of(point.Range, of(point)))]);
        return new Chart(
            "Projection to 1 km",
            "Mean absolute error with steps of 150 kHz and 36 dBm EIRP. With 50 channels the band shrinks with the step and the error grows; 334 channels keep 50 MHz.",
            new ChartAxis("distance, m", 0, 1000),
            new ChartAxis("mean absolute error, m", IsLogarithmic: true),
            [
                Series("faithful, 50 channels", point => point.FaithfulNarrow),
                Series("faithful, 334 channels", point => point.FaithfulWide),
                Series("ours, 50 channels", point => point.OursNarrow),
                Series("ours, 334 channels", point => point.OursWide),
                new ChartSeries("published projection", ChartMark.Published, [new ChartPoint(1000, 0.15), new ChartPoint(1000, 0.22)]),
            ]);
    }

    private static Chart Bounds(IReadOnlyList<BoundPoint> points)
    {
        ChartSeries Series(string name, Func<BoundPoint, Measured> of) =>
            new(name, ChartMark.Line, [.. points.Select(point => ChartPoint.Of(point.Decibels, of(point)))]);
        return new Chart(
            "Error against noise, no multipath",
            "Root-mean-square error from 50 channels of 1 MHz beside the Cramér–Rao bound.",
            new ChartAxis("signal-to-noise ratio of a channel, dB"),
            new ChartAxis("RMS error, m", IsLogarithmic: true),
            [
                Series("faithful", point => point.Faithful),
                Series("slope", point => point.Slope),
                Series("delay profile", point => point.Profile),
                new ChartSeries("bound", ChartMark.Bound, [.. points.Select(point => new ChartPoint(point.Decibels, point.Bound))]),
            ]);
    }
}
