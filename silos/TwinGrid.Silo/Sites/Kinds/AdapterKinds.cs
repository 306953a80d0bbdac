namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>The kinds of adapters that a site file may name.</summary>
public static class AdapterKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<AdapterKind> All { get; } =
    [
        SimulatedKind.Kind, ScriptKind.Kind, LlrpKind.Kind, ReplayKind.Kind, WifiKinds.Capture, WifiKinds.Live, IqKind.Kind, ImpinjStreamKind.Kind, PostedKind.Kind,
    ];

    /// <summary>Names of the kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>A kind by its name; null where there is none.</summary>
    public static AdapterKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
