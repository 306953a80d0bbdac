namespace TwinGrid.Simulation.Capacity;

/// <summary>Cost of what is used. Whole silos are bought in the end: the row of silos says how many.</summary>
internal static class CostRows
{
    private const double HoursADay = 24;

    /// <summary>Adds the rows.</summary>
    public static void Add(PlanSheet sheet, PlanInputs inputs, Figure cores, Figure memory, Figure stored, Figure traffic)
    {
        Prices prices = inputs.Prices;
        string unit = prices.Currency + "/month";
        Figure all = Add("cores a month", cores * Figure.Of(prices.CoreHour, "core_hour") * (HoursADay * PlanInputs.Month), "cores to provide × core_hour × 730 h")
            + Add("memory a month", memory * Figure.Of(prices.MemoryGigabyteMonth, "memory_gb_month"), "memory to provide × memory_gb_month")
            + Add("storage a month", stored * Figure.Of(prices.DiskGigabyteMonth, "disk_gb_month"), "stored after retention × disk_gb_month")
            + Add("network a month", traffic * Figure.Of(prices.NetworkGigabyte, "network_gb") * PlanInputs.Month, "network a day × network_gb × 365/12");
        Add(CapacityPlan.Cost, all, "the sum of the rows above");
        sheet.Add(PlanPart.Cost, "cost of a thing a year", all * 12 / inputs.Given("objects"), prices.Currency + "/year", "cost a month × 12 / objects");

        Figure Add(string name, Figure figure, string formula) => sheet.Add(PlanPart.Cost, name, figure, unit, formula);
    }
}
