namespace TwinGrid.Signal.Reproductions.Localization;

/// <summary>Ahmad et al., section 8 and Fig. 12: location errors in a room of passive tags that probe one another.</summary>
public sealed class LocalizationReproduction : IReproduction
{
    private const double Centimetres = 100;

    /// <inheritdoc/>
    public string Name => "localization";

    /// <inheritdoc/>
    public string Title => "Where tags are, from links between tags";

    /// <inheritdoc/>
    public string Source => "Ahmad et al., SenSys 2021, sections 7 and 8, Fig. 12";

    /// <inheritdoc/>
    public Reproduction Run(ReproductionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var figures = new List<ReproducedFigure>();
        var goals = new List<ReproductionGoal>();
        var curves = new List<ChartSeries>();
        var speeds = new List<string>();
        double share = 0, step = 1.0 / Density.All.Count;
        foreach (Density density in Density.All)
        {
            Outcome outcome = Measure(context, density, share, share += step);
            figures.AddRange(outcome.Figures());
            goals.AddRange(density.IsHeadline ? outcome.Goals() : []);
            curves.AddRange(outcome.Curves());
            if (outcome.Faithful is { Rooms.Count: > 0 } faithful)
            {
                speeds.Add($"{density.Name}: {faithful.Seconds:F1} s against {outcome.Ours.Seconds * 1000:F0} ms, in {faithful.Rooms.Count} rooms against {outcome.Ours.Rooms.Count}");
            }
        }

        curves.Add(new ChartSeries("published: median < 0.8 cm, 90 % < 2 cm", ChartMark.Published, [new ChartPoint(0.8, 0.5), new ChartPoint(2, 0.9)]));
        var chart = new Chart(
            "Distribution of location errors",
            "Answers Fig. 12. Solid lines: tags that the method located; tags that it declined are in the table. Without links between tags the room is what active readers in the anchors' places would have.",
            new ChartAxis("error in cm", 0, 3),
            new ChartAxis("share of located tags", 0, 1),
            curves);
        return new Reproduction(figures, goals, [chart],
        [
            "Rooms of 4 m × 4 m at 915 MHz, anchors evenly on the perimeter, links up to 2 m; phase noise 3° growing to 10° at 2 m and 5° of multipath on every link (section 6.2). Voltages are synthesised from the exact envelope; every phase is estimated from them.",
            $"The literal form takes seconds a room and is run on fewer rooms; median time to solve a room: {string.Join("; ", speeds)}.",
            "The bound of a median or of 90 % is that of Gaussian errors drawn from each tag's Cramér–Rao covariance: where it lies above a goal, no estimator reaches the goal with these links.",
            "Samples count our rooms, and intervals are over rooms, because tags of one room share anchors and links. Those of the literal form, with its few rooms, are wide.",
            "Errors are those of located tags. The published method accepts a tag when its second peak is clearly lower; ours when the posterior is.",
        ]);
    }

    private static Outcome Measure(ReproductionContext context, Density density, double from, double to)
    {
        int rooms = context.Trials(1200, 9600) / density.Tags, literal = context.Trials(density.QuickLiteralRooms, density.LiteralRooms);
        double middle = from + 0.4 * (to - from), late = from + 0.6 * (to - from);
        RoomTrial[] ours = context.Repeat(rooms, density.Key, from, middle, seed => RoomTrial.Ours(density.Options, seed, true, context.Time));
        RoomTrial[] alone = context.Repeat(rooms, density.Key, middle, late, seed => RoomTrial.Ours(density.Options, seed, false, context.Time));
        RoomTrial[] faithful = context.Repeat(literal, density.Key, late, to, seed => RoomTrial.Literal(density.Options, seed, true, context.Time));
        return new Outcome(density, new Pool(ours), new Pool(alone), new Pool(faithful));
    }

    /// <summary>Rooms pooled; their tags share links and are not independent, so intervals are over rooms.</summary>
    private sealed record Pool(IReadOnlyList<RoomTrial> Rooms)
    {
        public double[] Errors { get; } = [.. Rooms.SelectMany(room => room.Errors)];

        public double Seconds => Measured.Median([.. Rooms.Select(room => room.Seconds)]).Value;

        public Measured? LeastQuantile(double share) => Of(room => room.LeastErrors, groups => Measured.QuantileOver(groups, share));

        public Measured? Quantile(double share) => Of(room => room.Errors, groups => Measured.QuantileOver(groups, share));

        public Measured? RootMeanSquare => Of(room => room.Errors, Measured.RootMeanSquareOver);

        public Measured? LeastRootMeanSquare => Of(room => room.Bounds, Measured.RootMeanSquareOver);

        public Measured? Located => Rooms.Count == 0 ? null : Measured.ShareOver([.. Rooms.Select(room => (room.Errors.Count, room.Tags))]).Times(100);

        private Measured? Of(Func<RoomTrial, IReadOnlyList<double>> samples, Func<IReadOnlyList<IReadOnlyList<double>>, Measured> measure) =>
            Errors.Length == 0 ? null : measure([.. Rooms.Select(samples)]).Times(Centimetres);
    }

    /// <summary>One density: ours, ours without links between tags, and the literal form.</summary>
    private sealed record Outcome(Density Density, Pool Ours, Pool Alone, Pool Faithful)
    {
        public IEnumerable<ReproducedFigure> Figures()
        {
            string key = Density.Key, name = Density.Name;
            yield return new ReproducedFigure($"median_{key}_cm", $"median, {name}", "cm", Ours.Rooms.Count)
            {
                Published = new PublishedValue(0.8, "< 0.8 cm", "section 8"),
                Faithful = Faithful.Quantile(0.5),
                Ours = Ours.Quantile(0.5),
                Bound = Ours.LeastQuantile(0.5),
            };
            yield return new ReproducedFigure($"p90_{key}_cm", $"90 %, {name}", "cm", Ours.Rooms.Count)
            {
                Published = new PublishedValue(2, "< 2 cm", "section 8"),
                Faithful = Faithful.Quantile(0.9),
                Ours = Ours.Quantile(0.9),
                Bound = Ours.LeastQuantile(0.9),
            };
            yield return new ReproducedFigure($"rmse_{key}_cm", $"RMSE, {name}", "cm", Ours.Rooms.Count)
            {
                Faithful = Faithful.RootMeanSquare,
                Ours = Ours.RootMeanSquare,
                Bound = Ours.LeastRootMeanSquare,
            };
            yield return new ReproducedFigure($"located_{key}_percent", $"located, {name}", "%", Ours.Rooms.Count)
            {
                Faithful = Faithful.Located,
                Ours = Ours.Located,
            };
            if (Alone.Errors.Length > 0)
            {
                yield return new ReproducedFigure($"p90_without_tag_links_{key}_cm", $"90 % without links between tags, {name}", "cm", Alone.Rooms.Count)
                {
                    Ours = Alone.Quantile(0.9),
                    Bound = Alone.LeastQuantile(0.9),
                };
            }

            yield return new ReproducedFigure($"located_without_tag_links_{key}_percent", $"located without links between tags, {name}", "%", Alone.Rooms.Count)
            {
                Ours = Alone.Located,
            };
        }

        public IEnumerable<ReproductionGoal> Goals()
        {
            yield return new ReproductionGoal($"median error in cm, {Density.Name}", Ours.Quantile(0.5)!.Value.Value, 0.30);
            yield return new ReproductionGoal($"90 % of errors in cm, {Density.Name}", Ours.Quantile(0.9)!.Value.Value, 0.60);
            yield return new ReproductionGoal($"RMSE ÷ bound, {Density.Name}", Ours.RootMeanSquare!.Value.Value / Ours.LeastRootMeanSquare!.Value.Value, 1.15);
        }

        public IEnumerable<ChartSeries> Curves()
        {
            if (!Density.IsHeadline)
            {
                yield break;
            }

            yield return ChartSeries.Distribution($"ours, {Density.Name}", InCentimetres(Ours));
            if (Density.Tags == 50)
            {
                yield return ChartSeries.Distribution($"ours without links between tags, {Density.Name}", InCentimetres(Alone));
            }

            if (Faithful.Errors.Length > 0)
            {
                yield return ChartSeries.Distribution($"faithful, {Density.Name}", InCentimetres(Faithful));
            }
        }

        private static double[] InCentimetres(Pool pool) => [.. pool.Errors.Select(error => error * Centimetres)];
    }
}
