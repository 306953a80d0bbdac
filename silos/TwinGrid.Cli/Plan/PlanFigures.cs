using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>A plan with what is drawn of it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Sensitivities">What the cost does when inputs change.</param>
/// <param name="Sizes">Plans at decades of size.</param>
internal sealed record PlanFigures(CapacityPlan Plan, IReadOnlyList<Sensitivity> Sensitivities, IReadOnlyList<SizePoint> Sizes)
{
    /// <summary>Powers of ten of the least and the largest deployment that is drawn.</summary>
    private const int FirstDecade = 3, LastDecade = 12;

    /// <summary>Plans.</summary>
    public static PlanFigures Of(PlanInputs inputs) =>
        new(CapacityPlan.From(inputs), Sensitivity.Of(inputs), SizePoint.Decades(inputs, FirstDecade, LastDecade));

    /// <summary>For machines.</summary>
    public object ToJson()
    {
        PlanInputs inputs = Plan.Inputs;
        return new
        {
            Deployment = inputs.Deployment.Name,
            inputs.Deployment.Description,
            inputs.Costs.Measurement,
            Plan.Rows,
            Sensitivities = Sensitivities.Select(one => new { one.Input, one.Value, one.Low, one.High }),
            Sizes = Sizes.Select(point => new
            {
                point.Objects,
                Cores = point.Plan[CapacityPlan.Cores],
                MemoryGb = point.Plan[CapacityPlan.Memory],
                Silos = point.Plan[CapacityPlan.Silos],
                StoredGb = point.Plan[CapacityPlan.Stored],
                CostAMonth = point.Plan[CapacityPlan.Cost],
            }),
            inputs.Prices.Currency,
            UnitCosts = inputs.Costs.All.Select(cost => new { cost.Name, cost.Value, cost.Unit, cost.Basis, cost.Spread, Residual = cost.Law?.Residual, cost.How }),
            Check = inputs.Costs.Check.Select(row => new { row.Name, row.Unit, row.Fitted, row.Size, row.Predicted, row.Measured, row.Deviation, row.IsReached }),
        };
    }
}
