using System.Net;
using TwinGrid.Silo.Alerts;
using TwinGrid.Silo.Epcis;
using TwinGrid.Silo.Feeds;
using TwinGrid.Store;

namespace TwinGrid.Silo.Hosting;

/// <summary>Where a silo keeps what its twins know.</summary>
public sealed record SiloSettings
{
    /// <summary>Folder for the state of the twins and, without blob storage, for their archives.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Connection string of Azure Blob Storage for archives; null to keep them in <see cref="DataFolder"/>. Orleans engine only.</summary>
    public string? BlobConnection { get; init; }

    /// <summary>Container for archives in blob storage.</summary>
    public string BlobContainer { get; init; } = "twingrid";

    /// <summary>Where events and facts are kept: a PostgreSQL connection string or a SQLite file; null for trace.db in <see cref="DataFolder"/>.</summary>
    public string? TraceConnection { get; init; }

    /// <summary>The database that other silos may share; null for a file of this silo's own.</summary>
    internal string? SharedConnection => TraceConnection is { } connection && TraceStores.IsPostgres(connection) ? connection : null;

    /// <summary>Address at which the other silos of a cluster reach this one; null for the loopback address. Orleans engine with PostgreSQL only.</summary>
    public IPAddress? ClusterAddress { get; init; }

    /// <summary>Port at which the other silos of a cluster reach this one; 0 for a free one. Orleans engine with PostgreSQL only.</summary>
    public int ClusterPort { get; init; }

    /// <summary>Name of the site that captured events belong to.</summary>
    public string Site { get; init; } = "site";

    /// <summary>
    /// Hosts beside this machine's own that webhooks, of alerts and of subscriptions, may go to, by exact name or address; "*" for any.
    /// Default none, because a silo that calls whatever address it is told is a way into the network behind it.
    /// </summary>
    public IReadOnlyList<string> WebhookHosts { get; init; } = [];

    /// <summary>File that describes the site to run, YAML or JSON; null for none.</summary>
    public string? SiteFile { get; init; }

    /// <summary>How alerts go out and how the log of facts is sealed.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>How EPCIS is served.</summary>
    public EpcisSettings Epcis { get; init; } = new();

    /// <summary>How feeds over HTTP are served.</summary>
    public FeedSettings Feeds { get; init; } = new();
}
