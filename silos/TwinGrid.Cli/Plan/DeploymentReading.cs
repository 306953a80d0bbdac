using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Reading;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>A deployment as its file describes it: a file of parameters, or a site file of which what it says of the load is taken.</summary>
/// <param name="Deployment">The deployment; null where a fault makes it unusable.</param>
/// <param name="Faults">Faults and warnings in the order of the text.</param>
internal sealed record DeploymentReading(Deployment? Deployment, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Key that makes a text a file of parameters.</summary>
    public const string NameKey = "deployment";

    private const string SiteKey = "site";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="BadInputException">There is no such file, it can't be read, or it is a site file that says nothing of any thing.</exception>
    public static DeploymentReading Read(string path)
    {
        using FileStream file = InputFile.Open(path);
        // One byte beyond what may be read is enough to be told so.
        var bytes = new byte[ConfigText.LargestText + 1];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Read(bytes.AsSpan(0, length), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text, YAML or JSON.</param>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="BadInputException">It is a site file that says nothing of any thing.</exception>
    public static DeploymentReading Read(ReadOnlySpan<byte> utf8, string path)
    {
        var faults = new ConfigFaults(path);
        ConfigNode? root = ConfigText.Read(utf8, faults);
        if (root is ConfigMap map && map.Find(SiteKey) is not null && map.Find(NameKey) is null)
        {
            SiteReading site = SiteReading.Read(utf8, path);
            return new DeploymentReading(site.Site is { } read ? SiteDeployment.Of(read, path) : null, site.Faults);
        }

        Deployment? deployment = root is null ? null : DeploymentParser.Parse(new ConfigPlace(root, faults));
        return new DeploymentReading(faults.HasErrors ? null : deployment, faults.InOrder);
    }
}
