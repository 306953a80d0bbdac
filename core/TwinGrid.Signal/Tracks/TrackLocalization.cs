using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// Locates tags from the phases and powers that an antenna reads along a track: a hologram whose model knows the
/// antenna's pattern and that neighbouring tags scatter into each other (see the coupled model), all tags fitted together.
/// Tags closer than about half a wavelength pull each other's hologram several centimetres off; fitted together they don't.
/// </summary>
/// <remarks>
/// What phases along one straight track can't tell: a common shift of antenna phase centre or track origin, and which
/// side of the track a tag is on. The first is in the covariance (<see cref="TrackOptions.CalibrationDeviation"/>), the second is taken from the box.
/// The search isn't exhaustive: with more than about ten tags in several rows closely behind each other it can end in a place half a
/// wavelength off for some of them, with a cost several times that of a well explained scene.
/// </remarks>
public static class TrackLocalization
{
    private const double SpeedOfLight = 299_792_458;

    /// <summary>How seldom random phases may pass for a located tag.</summary>
    private const double FalseAlarm = 0.01;

    /// <summary>Width of the border of the search area in which no tag is located, in metres.</summary>
    private const double EdgeWidth = 0.01;

    /// <summary>
    /// Locates all tags of a scene: those of similar power together, others apart. Deterministic; planar, at the height of the
    /// low corner of the box.
    /// </summary>
    /// <param name="scene">Points of the tags and where to search.</param>
    /// <param name="options">How thorough and cautious; null for the defaults.</param>
    /// <param name="ct">Ends the work early.</param>
    /// <exception cref="ArgumentException">A point that is not a reading, channels of several bands, or a box that is turned inside out or too large.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static TrackSolution Solve(TrackScene scene, TrackOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(scene.Tags, nameof(scene));
        options ??= TrackOptions.Default;
        options.Check();
        TrackGuard.Points(scene.Tags, nameof(scene));
        TrackGuard.Box(scene.Bounds, nameof(scene));
        var tags = new TrackTagEstimate[scene.Tags.Count];
        TrackSolution? main = null;
        foreach (int[] group in TrackGroups.ByPower(scene.Tags))
        {
            TrackSolution solution = SolveTogether(scene with { Tags = [.. group.Select(tag => scene.Tags[tag])] }, options, ct);
            for (int i = 0; i < group.Length; i++)
            {
                tags[group[i]] = solution.Tags[i];
            }

            main = main is null || solution.Tags.Count(tag => tag.IsLocated) > main.Tags.Count(tag => tag.IsLocated) ? solution : main;
        }

        return main is null
            ? new TrackSolution([], Complex.Zero, 0, double.PositiveInfinity, Converged: true)
            : main with { Tags = tags };
    }

    /// <summary>Locates tags that stand near one another.</summary>
    private static TrackSolution SolveTogether(TrackScene scene, TrackOptions options, CancellationToken ct)
    {
        double[] channels = [.. scene.Tags.SelectMany(t => t).Select(p => p.FrequencyHz).Distinct().Order()];
        double waveNumber = channels.Length == 0 ? 1 : 2 * Math.PI * channels.Average() / SpeedOfLight;
        TrackSignal[] signals = [.. scene.Tags.Select(ChannelCollapse.Join)];
        int[] usable = [.. Enumerable.Range(0, signals.Length).Where(t => IsUsable(signals[t], options, Math.PI / waveNumber))];
        var tags = new TrackTagEstimate[signals.Length];
        for (int t = 0; t < tags.Length; t++)
        {
            tags[t] = new TrackTagEstimate(LocationStatus.TooFewLinks, new Position(double.NaN, double.NaN, double.NaN), default, signals[t].Places.Length);
        }

        if (usable.Length == 0)
        {
            return new TrackSolution(tags, Complex.Zero, 0, double.PositiveInfinity, Converged: true);
        }

        Position[] places = [.. usable.SelectMany(t => signals[t].Places).Distinct().OrderBy(p => p.X).ThenBy(p => p.Y).ThenBy(p => p.Z)];
        TrackFrame frame = TrackFrame.Fit(places, scene.Bounds, Math.PI / 2 / waveNumber);
        CoupledModel model = Build(signals, usable, places, frame, scene.Bounds.Low.Z, waveNumber);
        List<TrackCandidate> candidates = new TrackSearch(model, frame, options, ct).Run();
        TrackCandidate best = candidates[0];
        TrackCandidate? other = candidates.Skip(1).FirstOrDefault(c => c.Cost > best.Cost * 1.001);
        var covariance = new TrackCovariance(model, best.Parameters, options);
        double cells = (frame.HighAlong - frame.LowAlong) * (frame.HighAway - frame.LowAway) * Math.Pow(2 * waveNumber / Math.PI, 2);
        for (int i = 0; i < usable.Length; i++)
        {
            int seen = signals[usable[i]].Places.Length;
            bool explained = covariance.Usable && model.TagCosts[i] < ChanceCost(seen, cells) && !IsAtEdge(frame, best.Parameters[2 * i], best.Parameters[2 * i + 1]);
            (double xx, double xy, double yy) = covariance.Usable ? covariance.Of(i) : default;
            double calibration = options.CalibrationDeviation * options.CalibrationDeviation;
            tags[usable[i]] = new TrackTagEstimate(
                explained ? LocationStatus.Located : LocationStatus.Inconsistent,
                frame.ToSite(best.Parameters[2 * i], best.Parameters[2 * i + 1]),
                frame.ToSite(xx + calibration, xy, yy + calibration),
                seen);
        }

        var coupling = model.Tags > 1 ? new Complex(best.Parameters[^2], best.Parameters[^1]) : Complex.Zero;
        return new TrackSolution(tags, coupling, best.Cost, other?.Cost ?? double.PositiveInfinity, best.Converged);
    }

    /// <summary>
    /// The cost that random phases undercut at the best of so many cells with probability <see cref="FalseAlarm"/>: a share
    /// x of their energy is explained at one cell with probability (1 − x)^(m − 1), m places.
    /// </summary>
    private static double ChanceCost(int places, double cells) => Math.Pow(FalseAlarm / Math.Max(1, cells), 1.0 / (places - 1));

    /// <summary>A tag at the very edge of the search area probably stands outside it.</summary>
    private static bool IsAtEdge(TrackFrame frame, double along, double away) =>
        along - frame.LowAlong < EdgeWidth || frame.HighAlong - along < EdgeWidth || away - frame.LowAway < EdgeWidth || frame.HighAway - away < EdgeWidth;

    private static bool IsUsable(TrackSignal signal, TrackOptions options, double leastAperture)
    {
        if (signal.Places.Length < options.MinimumPlaces)
        {
            return false;
        }

        TrackFrame own = TrackFrame.Fit(signal.Places, default, 0);
        double[] along = [.. signal.Places.Select(p => own.Along(p.X, p.Y))];
        return along.Max() - along.Min() >= leastAperture;
    }

    private static CoupledModel Build(TrackSignal[] signals, int[] usable, Position[] places, TrackFrame frame, double height, double waveNumber)
    {
        Dictionary<Position, int> index = [];
        for (int a = 0; a < places.Length; a++)
        {
            index[places[a]] = a;
        }

        var rows = new Complex[usable.Length][];
        for (int i = 0; i < usable.Length; i++)
        {
            rows[i] = new Complex[places.Length];
            TrackSignal signal = signals[usable[i]];
            for (int a = 0; a < signal.Places.Length; a++)
            {
                rows[i][index[signal.Places[a]]] = signal.Signal[a];
            }
        }

        return new CoupledModel(
            [.. places.Select(p => frame.Along(p.X, p.Y))],
            [.. places.Select(p => frame.Away(p.X, p.Y))],
            [.. places.Select(p => p.Z - height)],
            rows,
            waveNumber);
    }
}
