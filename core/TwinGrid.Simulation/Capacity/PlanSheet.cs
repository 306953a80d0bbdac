namespace TwinGrid.Simulation.Capacity;

/// <summary>Collects the rows of a plan.</summary>
internal sealed class PlanSheet
{
    private readonly List<PlanRow> _rows = [];

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<PlanRow> Rows => _rows;

    /// <summary>Adds a row and answers its figure.</summary>
    public Figure Add(PlanPart part, string name, Figure figure, string unit, string formula)
    {
        _rows.Add(new PlanRow(part, name, figure.Value, unit, formula, figure.Basis, [.. figure.Reasons.Select(reason => reason.Text)]));
        return figure;
    }
}

/// <summary>What happens a day.</summary>
internal static class LoadRows
{
    /// <summary>Adds the rows.</summary>
    public static void Add(PlanSheet sheet, PlanInputs inputs)
    {
        Figure observations = inputs.Reads("door") + inputs.Reads("track") + inputs.Reads("network") + inputs.Readings;
        sheet.Add(PlanPart.Load, "things", inputs.Given("objects"), "", "objects");
        sheet.Add(PlanPart.Load, "tags", inputs.Tags, "", "objects × tags_an_object");
        sheet.Add(PlanPart.Load, "new things a day", inputs.New, "1/day", "objects / life_days");
        sheet.Add(PlanPart.Load, "observations a second", observations / PlanInputs.Day, "1/s", "(tags × (door + track + network) + objects × readings_a_day) / 86 400 s");
        sheet.Add(PlanPart.Load, "events a second", inputs.Events / PlanInputs.Day, "1/s", "objects × events_a_day / 86 400 s");
    }
}

/// <summary>Processor time: how many cores are busy on average, by what keeps them busy.</summary>
internal static class ProcessorRows
{
    private const double Micro = 1e-6;

    /// <summary>Adds the rows; answers the cores to provide.</summary>
    public static Figure Add(PlanSheet sheet, PlanInputs inputs)
    {
        Figure mean = Figure.Of(0);
        Part("first visits", inputs.New, "objects / life_days", CostNames.FirstVisitProcessor);
        Part("later visits", inputs.LaterVisits, "max(objects × visits_a_day − objects / life_days, 0)", CostNames.VisitProcessor);
        Part("reads without phase", inputs.Reads("door"), "tags × reads_a_tag_a_day.door", CostNames.DoorReadProcessor);
        Part("reads with phase", inputs.Reads("track"), "tags × reads_a_tag_a_day.track", CostNames.TrackReadProcessor);
        Part("probes", inputs.Reads("network"), "tags × reads_a_tag_a_day.network", CostNames.ProbeProcessor);
        Part("sensor readings", inputs.Readings, "objects × readings_a_day", CostNames.ReadingProcessor);
        Part("events", inputs.Events, "objects × events_a_day", CostNames.EventProcessor);
        Part("queries", inputs.Queries, "queries_a_second × 86 400 s", CostNames.QueryProcessor);
        sheet.Add(PlanPart.Processor, "cores busy on average", mean, "cores", "the sum of the rows above");
        return sheet.Add(
            PlanPart.Processor,
            CapacityPlan.Cores,
            mean * inputs.Given("peak_to_mean") / inputs.Given("utilisation"),
            "cores",
            "cores busy on average × peak_to_mean / utilisation");

        void Part(string name, Figure perDay, string formula, string cost)
        {
            mean += sheet.Add(PlanPart.Processor, name, perDay * inputs.Cost(cost) * (Micro / PlanInputs.Day), "cores", $"{formula} × {cost} / 86 400 s");
        }
    }
}
