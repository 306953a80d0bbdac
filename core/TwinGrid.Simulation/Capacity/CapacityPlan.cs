namespace TwinGrid.Simulation.Capacity;

/// <summary>What a deployment needs, figure by figure, each with its formula and what it rests on.</summary>
/// <param name="Inputs">What it was made of.</param>
/// <param name="Rows">The figures.</param>
public sealed record CapacityPlan(PlanInputs Inputs, IReadOnlyList<PlanRow> Rows)
{
    /// <summary>Name of the row with the cores to provide.</summary>
    public const string Cores = "cores to provide";

    /// <summary>Name of the row with the memory to provide.</summary>
    public const string Memory = "memory to provide";

    /// <summary>Name of the row with the number of silos.</summary>
    public const string Silos = "silos";

    /// <summary>Name of the row with what storage grows by.</summary>
    public const string StorageDay = "stored a day, with copies";

    /// <summary>Name of the row with what is stored when as much is dropped as comes.</summary>
    public const string Stored = "stored after retention, with copies";

    /// <summary>Name of the row with the network's load.</summary>
    public const string Traffic = "network a day";

    /// <summary>Name of the row with the cost of all.</summary>
    public const string Cost = "cost a month";

    /// <summary>The figure of a row.</summary>
    /// <exception cref="InvalidOperationException">There is no such row.</exception>
    public double this[string name] => Rows.First(row => row.Name == name).Value;

    /// <summary>Makes a plan.</summary>
    /// <param name="deployment">What is to be deployed.</param>
    /// <param name="costs">What one of each thing costs.</param>
    /// <param name="prices">What resources cost.</param>
    /// <exception cref="ArgumentException">A number of the deployment is out of its range.</exception>
    public static CapacityPlan From(Deployment deployment, UnitCosts costs, Prices prices) => From(new PlanInputs(deployment, costs, prices));

    /// <summary>Makes a plan.</summary>
    /// <exception cref="ArgumentException">A number of the deployment is out of its range.</exception>
    public static CapacityPlan From(PlanInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        DeploymentParameters.Require(inputs.Deployment);
        var sheet = new PlanSheet();
        LoadRows.Add(sheet, inputs);
        Figure cores = ProcessorRows.Add(sheet, inputs);
        Figure memory = SiloRows.Add(sheet, inputs, cores);
        Figure stored = StorageRows.Add(sheet, inputs);
        Figure traffic = NetworkRows.Add(sheet, inputs);
        EnergyRows.Add(sheet, inputs);
        CostRows.Add(sheet, inputs, cores, memory, stored, traffic);
        return new CapacityPlan(inputs, sheet.Rows);
    }
}
