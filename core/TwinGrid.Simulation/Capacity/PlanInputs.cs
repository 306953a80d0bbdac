namespace TwinGrid.Simulation.Capacity;

/// <summary>Everything that a plan is made of.</summary>
/// <param name="Deployment">What is to be deployed.</param>
/// <param name="Costs">What one of each thing costs.</param>
/// <param name="Prices">What resources cost.</param>
public sealed record PlanInputs(Deployment Deployment, UnitCosts Costs, Prices Prices)
{
    /// <summary>Seconds of a day.</summary>
    internal const double Day = 86_400;

    /// <summary>Days of a month: a twelfth of a year.</summary>
    internal const double Month = 365.0 / 12;

    /// <summary>A parameter of the deployment with its reasons.</summary>
    internal Figure Given(string key) => Figure.Of(Deployment, key);

    /// <summary>A unit cost with its reasons.</summary>
    internal Figure Cost(string name) => Figure.Of(Costs[name], Costs.Measurement);

    /// <summary>Tags that exist at one time.</summary>
    internal Figure Tags => Given("objects") * Given("tags_an_object");

    /// <summary>Things that begin a day.</summary>
    internal Figure New => Given("objects") / Given("life_days");

    /// <summary>Visits a day of things that have been somewhere before: a thing's first one is its own.</summary>
    internal Figure LaterVisits
    {
        get
        {
            Figure all = Given("objects") * Given("visits_a_day");
            return Figure.Max(all - New, Figure.Of(0));
        }
    }

    /// <summary>Reads a day by a kind of readers: door, track or network.</summary>
    internal Figure Reads(string kind) => Tags * Given($"{DeploymentParameters.Reads}.{kind}");

    /// <summary>Readings a day.</summary>
    internal Figure Readings => Given("objects") * Given("readings_a_day");

    /// <summary>Events a day.</summary>
    internal Figure Events => Given("objects") * Given("events_a_day");

    /// <summary>Queries a day.</summary>
    internal Figure Queries => Given("queries_a_second") * Day;
}
