namespace TwinGrid.Simulation.Capacity;

/// <summary>What the cost does when one input is half and half as much again of what it is.</summary>
/// <param name="Input">The input: a parameter's key, a unit cost's name, or a price.</param>
/// <param name="Value">What it is.</param>
/// <param name="Low">Cost a month with less of it.</param>
/// <param name="High">Cost a month with more of it.</param>
public sealed record Sensitivity(string Input, double Value, double Low, double High)
{
    /// <summary>By what share each input is changed. What would leave its range is held at the range's end.</summary>
    public const double Step = 0.5;

    /// <summary>How far apart both costs are.</summary>
    public double Span => Math.Abs(High - Low);

    /// <summary>Changes one input at a time; those that matter most come first, those that don't are left out.</summary>
    public static IReadOnlyList<Sensitivity> Of(PlanInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var found = new List<Sensitivity>();
        foreach (DeploymentParameter parameter in DeploymentParameters.All)
        {
            double value = parameter.Get(inputs.Deployment);
            Add(parameter.Key, value, factor => inputs with { Deployment = parameter.With(inputs.Deployment, Math.Clamp(value * factor, parameter.Least, parameter.Most)) });
        }

        foreach (UnitCost cost in inputs.Costs.All)
        {
            Add(cost.Name, cost.Value, factor => inputs with { Costs = inputs.Costs.Scaled(cost.Name, factor) });
        }

        Prices prices = inputs.Prices;
        Add("core_hour", prices.CoreHour.Amount, factor => inputs with { Prices = prices with { CoreHour = Scaled(prices.CoreHour, factor) } });
        Add("memory_gb_month", prices.MemoryGigabyteMonth.Amount, factor => inputs with { Prices = prices with { MemoryGigabyteMonth = Scaled(prices.MemoryGigabyteMonth, factor) } });
        Add("disk_gb_month", prices.DiskGigabyteMonth.Amount, factor => inputs with { Prices = prices with { DiskGigabyteMonth = Scaled(prices.DiskGigabyteMonth, factor) } });
        Add("network_gb", prices.NetworkGigabyte.Amount, factor => inputs with { Prices = prices with { NetworkGigabyte = Scaled(prices.NetworkGigabyte, factor) } });
        return [.. found.Where(one => one.Span > 0).OrderByDescending(one => one.Span).ThenBy(one => one.Input, StringComparer.Ordinal)];

        void Add(string input, double value, Func<double, PlanInputs> with) =>
            found.Add(new Sensitivity(input, value, CostOf(with(1 - Step)), CostOf(with(1 + Step))));
    }

    private static double CostOf(PlanInputs inputs) => CapacityPlan.From(inputs)[CapacityPlan.Cost];

    private static Price Scaled(Price price, double factor) => price with { Amount = price.Amount * factor };
}
