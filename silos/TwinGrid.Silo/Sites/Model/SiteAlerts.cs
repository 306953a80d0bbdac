using TwinGrid.Adapters.Replay;
using TwinGrid.Silo.Alerts;

namespace TwinGrid.Silo.Sites.Model;

/// <summary>Whom alerts go to.</summary>
public sealed record SiteAlerts
{
    /// <summary>How they go out. What of it changes takes effect with the next start.</summary>
    public AlertSettings Settings { get; init; } = new();

    /// <summary>Hosts beside this machine's own that webhooks may go to, or * for any. Takes effect with the next start.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Those who are told.</summary>
    public IReadOnlyList<SiteWebhook> Webhooks { get; init; } = [];
}

/// <summary>Someone who is told of alerts.</summary>
/// <param name="Url">Where alerts are posted.</param>
/// <param name="Kinds">Kinds of facts wanted; none for those of excursions.</param>
/// <param name="SecretVariable">Name of the environment variable with the secret that deliveries are signed with.</param>
public sealed record SiteWebhook(string Url, IReadOnlyList<string> Kinds, string SecretVariable);

/// <summary>Where observations are recorded.</summary>
/// <param name="Folder">Folder of the recordings, a whole path.</param>
/// <param name="Adapters">Names of the adapters that are recorded; none for all.</param>
/// <param name="Options">How much is kept.</param>
public sealed record SiteRecording(string Folder, IReadOnlyList<string> Adapters, RecorderOptions Options);
