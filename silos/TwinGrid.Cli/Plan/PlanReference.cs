using System.Globalization;
using System.Text;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>Every key of a file of parameters, as text.</summary>
internal static class PlanReference
{
    /// <summary>The reference.</summary>
    public static string Text()
    {
        var text = new StringBuilder("deployment (needed): name\ndescription: what it is, for people\n");
        var defaults = new Deployment("", 1);
        foreach (DeploymentParameter parameter in DeploymentParameters.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{parameter.Key}{(parameter.IsNeeded ? " (needed)" : "")}: number, {parameter.Least} to {parameter.Most}\n    {parameter.Meaning}");
            text.Append(parameter.IsNeeded ? "\n" : string.Create(CultureInfo.InvariantCulture, $"; {parameter.Get(defaults)} when left out: {parameter.Why}\n"));
        }

        return text.Append("sources: map of a key above to where its number comes from; one that begins with 'assumed' marks the rows that it is in\n").ToString();
    }
}
