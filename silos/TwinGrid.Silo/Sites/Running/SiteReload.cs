using TwinGrid.Adapters.Configuration;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>What became of a site file that was read again.</summary>
/// <param name="IsTaken">Whether it is in use now; otherwise the former one goes on.</param>
/// <param name="Faults">Faults and warnings, a line each.</param>
/// <param name="Started">Adapters that were started.</param>
/// <param name="Restarted">Adapters that were stopped and started because their entry, or that of their reader, had changed.</param>
/// <param name="Stopped">Adapters that were stopped.</param>
public sealed record SiteReload(
    bool IsTaken, IReadOnlyList<string> Faults, IReadOnlyList<string> Started, IReadOnlyList<string> Restarted, IReadOnlyList<string> Stopped)
{
    /// <summary>A file that is not used.</summary>
    public static SiteReload Refused(IEnumerable<ConfigFault> faults) => new(false, [.. faults.Select(fault => fault.ToString())], [], [], []);
}
