using TwinGrid.Adapters.Configuration;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>Reads a file of parameters by <see cref="DeploymentParameters"/>. Faults are collected; what is faulty is left at its default.</summary>
internal static class DeploymentParser
{
    private const int LongestSource = 2000;
    private const string Description = "description", SourceKey = "sources";

    private static readonly string[] Keys =
        [DeploymentReading.NameKey, Description, .. DeploymentParameters.All.Select(parameter => parameter.Key.Split('.')[0]).Distinct(), SourceKey];

    /// <summary>The deployment; what can't be had became a fault.</summary>
    public static Deployment Parse(ConfigPlace file)
    {
        file.Keys(Keys);
        foreach (string map in (string[])[DeploymentParameters.Reads, DeploymentParameters.Silo])
        {
            if (file[map].Node is not null)
            {
                file[map].Keys([.. DeploymentParameters.All.Where(parameter => parameter.Key.StartsWith(map + ".", StringComparison.Ordinal)).Select(parameter => parameter.Key[(map.Length + 1)..])]);
            }
        }

        var deployment = new Deployment(file.Need(DeploymentReading.NameKey).Text(200) ?? "", 1) { Description = file[Description].Node is null ? "" : file[Description].Text(LongestSource) ?? "" };
        var defaulted = new HashSet<string>(StringComparer.Ordinal);
        foreach (DeploymentParameter parameter in DeploymentParameters.All)
        {
            ConfigPlace place = PlaceOf(file, parameter);
            if (place.Node is null)
            {
                defaulted.Add(parameter.Key);
            }
            else if (place.Number(parameter.Least, parameter.Most) is { } value)
            {
                deployment = parameter.With(deployment, value);
            }
        }

        return deployment with { Defaulted = defaulted, Sources = SourcesOf(file) };
    }

    private static ConfigPlace PlaceOf(ConfigPlace file, DeploymentParameter parameter) => parameter.Key.Split('.') switch
    {
        [var map, var key] => file[map][key],
        _ => parameter.IsNeeded ? file.Need(parameter.Key) : file[parameter.Key],
    };

    private static Dictionary<string, string> SourcesOf(ConfigPlace file)
    {
        string[] known = [.. DeploymentParameters.All.Select(parameter => parameter.Key)];
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, ConfigPlace place) in file[SourceKey].Entries(known.Length))
        {
            if (!known.Contains(key))
            {
                place.Refuse($"the key of a number: one of {string.Join(", ", known)}", Nearest.Shown(key, known));
            }
            else if (place.Text(LongestSource) is { } source)
            {
                sources[key] = source;
            }
        }

        return sources;
    }
}
