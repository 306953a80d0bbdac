using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>The table of figures.</summary>
internal static class RangingFigures
{
    private static readonly (DelaySpectrum Spectrum, string Key, string Name)[] Spectra =
    [
        (DelaySpectrum.OneWayPower, "one_way_power", "1-way power"),
        (DelaySpectrum.OneWayEnvelope, "one_way_envelope", "1-way envelope"),
        (DelaySpectrum.TwoWayPower, "two_way_power", "2-way power"),
        (DelaySpectrum.TwoWayEnvelope, "two_way_envelope", "2-way envelope"),
    ];

    /// <summary>Degrees from channel to channel, the range published for each, metres, and a name.</summary>
    public static IReadOnlyList<(double Degrees, double Range, string Name)> Checks { get; } =
        [(12.00, 5.00, "expected"), (13.27, 5.53, "semipassive"), (14.33, 5.97, "tunnelling")];

    /// <summary>What eq. 7 gives for phases that fall by so many degrees a channel, metres.</summary>
    public static (double Faithful, double Slope) RangeOf(double degrees)
    {
        double[] phases = [.. Enumerable.Range(0, ChannelPlan.Published.Count).Select(n => AngleMath.Wrap(1 - n * degrees * Math.PI / 180))];
        return (PhaseDifferenceRanging.Corrected(ChannelPlan.Published, phases), new PhaseSlopeRanging(ChannelPlan.Published).Estimate(phases).Range);
    }

    /// <summary>All rows.</summary>
    public static IReadOnlyList<ReproducedFigure> Of(RangingOutcome outcome) =>
    [
        .. outcome.Places.SelectMany(PlaceFigures.Errors),
        PlaceFigures.Sparse(outcome.Sparse),
        .. outcome.Places.SelectMany(PlaceFigures.Strength),
        .. outcome.Places.SelectMany(PlaceFigures.SemiPassive),
        .. Exact(),
        .. Sounding(outcome),
        .. Bounds(outcome),
        .. Projection(outcome),
        .. Times(outcome.Times),
    ];

    private static IEnumerable<ReproducedFigure> Exact()
    {
        foreach ((double degrees, double range, string name) in Checks)
        {
            (double faithful, double slope) = RangeOf(degrees);
            yield return new ReproducedFigure($"check_{name}_m", FormattableString.Invariant($"Range of {degrees:F2}° a channel"), "m", 1)
            {
                Published = new PublishedValue(range, FormattableString.Invariant($"{range:F2} m"), "section V-A, fig. 7"),
                Faithful = Measured.Exact(faithful),
                Ours = Measured.Exact(slope),
            };
        }

        yield return new ReproducedFigure("unambiguous_range_m", "Range after which the phases repeat", "m", 1)
        {
            Published = new PublishedValue(150, "150 m", "section IV"),
            Ours = Measured.Exact(ChannelPlan.Published.UnambiguousRange),
        };
        yield return new ReproducedFigure("incident_power_5m_dbm", "Power at the tag at 5 m", "dBm", 1)
        {
            Published = new PublishedValue(-42.20, "-42.20 dBm", "section V-A"),
            Ours = Measured.Exact(RangingScene.Link.IncidentPower(5)),
        };
    }

    private static IEnumerable<ReproducedFigure> Sounding(RangingOutcome outcome)
    {
        for (int i = 0; i < Spectra.Length; i++)
        {
            (DelaySpectrum spectrum, string key, string name) = Spectra[i];
            double centroid = ExponentialProfile.Centroid(spectrum), width = ExponentialProfile.Width(spectrum);
            yield return new ReproducedFigure($"centroid_{key}_sigma", $"Centroid of the {name} spectrum", "σ", 1)
            {
                Published = new PublishedValue(centroid, FormattableString.Invariant($"{centroid} σ"), "table I"),
                Faithful = Measured.Exact(outcome.TableOne[i].Centroid),
            };
            yield return new ReproducedFigure($"width_{key}_sigma", $"Width of the {name} spectrum", "σ", 1)
            {
                Published = new PublishedValue(width, FormattableString.Invariant($"{width:F3} σ"), "table I"),
                Faithful = Measured.Exact(outcome.TableOne[i].Width),
            };
        }

        yield return new ReproducedFigure("centroid_two_way_power_random_phase_sigma", "Centroid of 2-way power, components of random phase", "σ", 1)
        {
            Published = new PublishedValue(3, "3 σ", "table I, for components in phase"),
            Ours = Measured.Exact(outcome.TableOne[^1].Centroid),
        };
        int count = outcome.Soundings.Count;
        yield return new ReproducedFigure("mean_delay_envelope_ns", "Mean delay indoors at 3 m, weighted by amplitude", "ns", count)
        {
            Published = new PublishedValue(25.0, "25.0 ns", "section III-B, fig. 4"),
            Faithful = Measured.Mean([.. outcome.Soundings.Select(sounding => sounding.MeanDelay * 1e9)]),
        };
        yield return new ReproducedFigure("mean_delay_power_ns", "The same, weighted by power", "ns", count)
        {
            Ours = Measured.Mean([.. outcome.Soundings.Select(sounding => sounding.PowerMeanDelay * 1e9)]),
        };
    }

    private static IEnumerable<ReproducedFigure> Bounds(RangingOutcome outcome)
    {
        foreach (BoundPoint point in outcome.Bounds.Where(point => point.Decibels is 10 or 20 or 30))
        {
            yield return new ReproducedFigure(
                FormattableString.Invariant($"rmse_{point.Decibels}db_mm"), FormattableString.Invariant($"RMS error without multipath at {point.Decibels} dB, slope"), "mm",
                point.Trials)
            {
                Faithful = point.Faithful.Times(1000),
                Ours = point.Slope.Times(1000),
                Bound = Measured.Exact(point.Bound * 1000),
            };
        }

        yield return new ReproducedFigure("worst_over_bound_slope_ratio", "Largest ratio to the bound from 10 to 30 dB, slope", "", outcome.Bounds[0].Trials)
        {
            Faithful = Measured.Exact(outcome.WorstOverBound(point => point.Faithful)),
            Ours = Measured.Exact(outcome.WorstOverBound(point => point.Slope)),
            Bound = Measured.Exact(1),
        };
        yield return new ReproducedFigure("worst_over_bound_profile_ratio", "The same, with the delay profile and multipath not ruled out", "", outcome.Bounds[0].Trials)
        {
            Ours = Measured.Exact(outcome.WorstOverBound(point => point.Profile)),
            Bound = Measured.Exact(1),
        };
        yield return new ReproducedFigure("position_rmse_m", "RMS position error, four readers whose ranges err by 0.1 m", "m", outcome.Positions.Count)
        {
            Ours = Measured.RootMeanSquare([.. outcome.Positions.Select(position => position.Error)]),
            Bound = Measured.RootMeanSquare([.. outcome.Positions.Select(position => position.Bound)]),
        };
    }

    private static IEnumerable<ReproducedFigure> Projection(RangingOutcome outcome)
    {
        ProjectionPoint last = outcome.Projection[^1];
        int trials = last.Trials;
        yield return new ReproducedFigure("projection_50_channels_m", FormattableString.Invariant($"Mean error at {last.Range} m, 50 channels of 150 kHz"), "m", trials)
        {
            Published = new PublishedValue(0.15, "0.15 to 0.22 m, projected", "section V-C"),
            Faithful = last.FaithfulNarrow,
            Ours = last.OursNarrow,
        };
        yield return new ReproducedFigure("projection_334_channels_m", FormattableString.Invariant($"Mean error at {last.Range} m, 334 channels of 150 kHz"), "m", trials)
        {
            Published = new PublishedValue(0.15, "0.15 to 0.22 m, projected", "section V-C"),
            Faithful = last.FaithfulWide,
            Ours = last.OursWide,
        };
    }

    private static IEnumerable<ReproducedFigure> Times(RangingTimes times)
    {
        yield return new ReproducedFigure("time_slope_us", "Time of a range by slope", "µs", 15) { Faithful = Measured.Exact(times.Faithful), Ours = Measured.Exact(times.Slope) };
        yield return new ReproducedFigure("time_profile_us", "Time of a range with the delay profile", "µs", 15) { Faithful = Measured.Exact(times.Faithful), Ours = Measured.Exact(times.Profile) };
    }
}
