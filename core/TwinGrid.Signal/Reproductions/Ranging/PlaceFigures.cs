namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>The rows of one place of the measurements, from walks through it.</summary>
internal static class PlaceFigures
{
    /// <summary>Errors of the tunnelling tag by phase: each calibration, and the forms that differ from the two columns in one point.</summary>
    public static IEnumerable<ReproducedFigure> Errors(PlaceOutcome place)
    {
        (string name, int walks, PublishedPlace published) = (place.Scene.Name, place.Tunnelling.Count, place.Published);
        ReproducedFigure Row(string key, string text, double? value, CalibrationRange calibration) => new($"error_{name}_{key}_m", $"Mean error {name}, {text}", "m", walks)
        {
            Published = value is { } known ? new PublishedValue(known, FormattableString.Invariant($"{known} m"), "section V-C, fig. 10") : null,
            Faithful = place.Error(RangingMethod.Faithful, calibration),
            Ours = place.Error(RangingMethod.Ours, calibration),
        };
        yield return Row("none", "no calibration", published.None, CalibrationRange.None);
        yield return Row("1m", "calibrated at 1 m", published.OneMetre, CalibrationRange.OneMetre);
        yield return Row("5m", "calibrated at 5 m", published.FiveMetres, CalibrationRange.FiveMetres);
        yield return new ReproducedFigure($"error_{name}_5m_gaussian_bound_m", "The same at the Cramér–Rao bound of a Gaussian channel", "m", 1)
        {
            Bound = Measured.Exact(place.Bound()),
        };
        yield return new ReproducedFigure($"error_{name}_5m_divisor_n_m", "The same, faithful form divided by N as printed", "m", walks)
        {
            Published = new PublishedValue(published.FiveMetres, FormattableString.Invariant($"{published.FiveMetres} m"), "eqs. 6 to 8"),
            Faithful = place.Error(RangingMethod.PrintedDivisor, CalibrationRange.FiveMetres),
        };
        yield return new ReproducedFigure($"error_{name}_5m_slope_m", "The same, ours by slope alone", "m", walks)
        {
            Ours = place.Error(RangingMethod.Slope, CalibrationRange.FiveMetres),
        };
        yield return new ReproducedFigure($"error_{name}_5m_by_channel_m", "The same, ours calibrated channel by channel", "m", walks)
        {
            Ours = place.Error(RangingMethod.OursByChannel, CalibrationRange.FiveMetres),
        };
        yield return new ReproducedFigure($"error_{name}_none_percent", $"Mean relative error {name}, no calibration", "%", walks)
        {
            Published = new PublishedValue(published.PercentNone, FormattableString.Invariant($"{published.PercentNone} %"), "section V-C"),
            Faithful = place.Percent(RangingMethod.Faithful, CalibrationRange.None),
            Ours = place.Percent(RangingMethod.Ours, CalibrationRange.None),
        };
        yield return new ReproducedFigure($"error_{name}_5m_percent", $"Mean relative error {name}, calibrated at 5 m", "%", walks)
        {
            Published = new PublishedValue(published.Percent, FormattableString.Invariant($"{published.Percent} %"), "sections V-B and V-C"),
            Faithful = place.Percent(RangingMethod.Faithful, CalibrationRange.FiveMetres),
            Ours = place.Percent(RangingMethod.Ours, CalibrationRange.FiveMetres),
        };
    }

    /// <summary>The channel of three echoes, which our model does not describe.</summary>
    public static ReproducedFigure Sparse(IReadOnlyList<WalkErrors> walks)
    {
        Measured Error(RangingMethod method) =>
            Measured.Mean([.. walks.Select(walk => walk.Mean(method, CalibrationRange.FiveMetres, RangingScene.Ranges.Count))]);
        return new ReproducedFigure("error_indoor_5m_sparse_m", "Mean error indoor, calibrated at 5 m, tail of three components", "m", walks.Count)
        {
            Faithful = Error(RangingMethod.Faithful),
            Ours = Error(RangingMethod.Ours),
        };
    }

    /// <summary>Errors of the tunnelling tag by received power.</summary>
    public static IEnumerable<ReproducedFigure> Strength(PlaceOutcome place)
    {
        (string name, int walks, PublishedPlace published) = (place.Scene.Name, place.Tunnelling.Count, place.Published);
        Measured percent = place.Percent(RangingMethod.Strength, CalibrationRange.None);
        yield return new ReproducedFigure($"rss_error_{name}_m", $"Mean error {name} from received power", "m", walks)
        {
            Published = new PublishedValue(published.Strength, FormattableString.Invariant($"{published.Strength} m"), "section V-B, fig. 9"),
            Faithful = place.Error(RangingMethod.Strength, CalibrationRange.None),
            Ours = place.Error(RangingMethod.StrengthFollowing, CalibrationRange.None),
        };
        yield return new ReproducedFigure($"rss_error_{name}_percent", $"Mean relative error {name} from received power", "%", walks)
        {
            Published = new PublishedValue(published.StrengthPercent, FormattableString.Invariant($"{published.StrengthPercent} %"), "section V-B"),
            Faithful = percent,
            Ours = place.Percent(RangingMethod.StrengthFollowing, CalibrationRange.None),
        };
        yield return new ReproducedFigure($"rss_over_rsp_{name}_ratio", $"Relative error by power over that by phase, {name}", "", walks)
        {
            Published = new PublishedValue(published.Factor, FormattableString.Invariant($"factor of {published.Factor}"), "section V-B"),
            Faithful = Measured.Exact(percent.Value / place.Percent(RangingMethod.Faithful, CalibrationRange.FiveMetres).Value),
            Ours = Measured.Exact(
                place.Percent(RangingMethod.StrengthFollowing, CalibrationRange.None).Value / place.Percent(RangingMethod.Ours, CalibrationRange.FiveMetres).Value),
        };
    }

    /// <summary>The semi-passive tag: its errors, and how far either tag is read.</summary>
    public static IEnumerable<ReproducedFigure> SemiPassive(PlaceOutcome place)
    {
        (string name, int walks, PublishedPlace published) = (place.Scene.Name, place.SemiPassive.Count, place.Published);
        double farthest = RangingScene.Ranges[published.SemiPassiveRanges - 1];
        yield return new ReproducedFigure(
            $"semipassive_error_{name}_5m_m", FormattableString.Invariant($"Semi-passive tag {name} to {farthest} m, calibrated at 5 m"), "m", walks)
        {
            Faithful = place.SemiPassiveError(RangingMethod.Faithful, CalibrationRange.FiveMetres),
            Ours = place.SemiPassiveError(RangingMethod.Ours, CalibrationRange.FiveMetres),
        };
        yield return new ReproducedFigure($"semipassive_rss_error_{name}_m", "The same from received power", "m", walks)
        {
            Faithful = place.SemiPassiveError(RangingMethod.Strength, CalibrationRange.None),
        };
        yield return new ReproducedFigure($"semipassive_farthest_{name}_m", $"Farthest range at which it is read, {name} (noise chosen from it)", "m", walks)
        {
            Published = new PublishedValue(farthest, FormattableString.Invariant($"not above {farthest} m"), "section V-B, fig. 8"),
            Faithful = Measured.Exact(PlaceOutcome.Farthest(place.SemiPassive)),
        };
        yield return new ReproducedFigure($"tunnelling_farthest_{name}_m", $"Farthest of the ranges at which the tunnelling tag is read, {name}", "m", walks)
        {
            Published = new PublishedValue(35, "35 m or more", "section V-B, fig. 8"),
            Faithful = Measured.Exact(PlaceOutcome.Farthest(place.Tunnelling)),
        };
    }
}
