namespace TwinGrid.Simulation.Capacity;

/// <summary>The cost of a deployment that grows in all that grows with its things: places, readers, anchors and those who ask.</summary>
/// <param name="Objects">Things.</param>
/// <param name="Plan">The plan at that size.</param>
public sealed record SizePoint(double Objects, CapacityPlan Plan)
{
    /// <summary>Plans at decades of size.</summary>
    /// <param name="inputs">The deployment at its own size.</param>
    /// <param name="first">Power of ten to begin with.</param>
    /// <param name="last">Power of ten to end with.</param>
    public static IReadOnlyList<SizePoint> Decades(PlanInputs inputs, int first, int last)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. Enumerable.Range(first, last - first + 1).Select(decade => At(inputs, Math.Pow(10, decade)))];
    }

    private static SizePoint At(PlanInputs inputs, double objects)
    {
        Deployment given = inputs.Deployment;
        double factor = objects / given.Objects;
        Deployment scaled = given with
        {
            Objects = objects,
            Regions = Math.Max(1, given.Regions * factor),
            Readers = Math.Max(1, given.Readers * factor),
            Anchors = given.Anchors * factor,
            QueriesPerSecond = Math.Min(1e9, given.QueriesPerSecond * factor),
        };
        return new SizePoint(objects, CapacityPlan.From(inputs with { Deployment = scaled }));
    }
}
