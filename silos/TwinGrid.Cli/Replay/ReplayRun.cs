using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Replay;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Store;

namespace TwinGrid.Cli.Replay;

/// <summary>What is replayed, and how.</summary>
/// <param name="File">First file of the recording.</param>
/// <param name="Folder">Folder for the twins' state.</param>
/// <param name="PlanFolder">Folder of the service whose plan of the site is used; null for none.</param>
/// <param name="Site">Name of the site.</param>
/// <param name="Speed">Times as fast as it was recorded; infinity for as fast as can be.</param>
/// <param name="IsShifted">Whether times are moved to now.</param>
/// <param name="Port">Port to serve on meanwhile; 0 for a free one.</param>
internal sealed record ReplayPlan(string File, string Folder, string? PlanFolder, string? Site, double Speed, bool IsShifted, int Port);

/// <summary>What the twins know after a replay.</summary>
/// <param name="Site">Name of the site.</param>
/// <param name="Region">Name of its region.</param>
/// <param name="Observations">Observations in the recording.</param>
/// <param name="Accepted">Those that were new to the twins.</param>
/// <param name="CutOff">Bytes at the end of the recording that are part of a chunk only.</param>
/// <param name="Tags">Tags and objects that it names.</param>
/// <param name="Located">Those of them that have a place.</param>
/// <param name="Digest">SHA-256 of what the region and its objects know.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ReplayFigures(
    string Site, string Region, long Observations, long Accepted, long CutOff, int Tags, int Located, string Digest, double Seconds);

/// <summary>Plays a recording into a silo of its own.</summary>
internal static class ReplayRun
{
    private const double Side = 100, Range = 2;

    /// <summary>Runs it.</summary>
    /// <param name="plan">What and how.</param>
    /// <param name="progress">Told bytes played and bytes in all, now and then.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public static async Task<ReplayFigures> RunAsync(ReplayPlan plan, Action<long, long> progress, CancellationToken cancellationToken)
    {
        var played = new WholeRecording(plan.File);
        SitePlan site = await PlanOfAsync(plan, cancellationToken);
        await using WebApplication app = SiloApplication.Build(new SiloSettings { DataFolder = plan.Folder, Site = site.Site }, plan.Port);
        await app.StartAsync(cancellationToken);
        IGrainFactory grains = app.Services.GetRequiredService<IGrainFactory>();
        var session = new SiteSession(grains, site, app.Services.GetRequiredService<SiteCatalog>());
        await session.SetUpAsync();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var source = new ReplaySource(played, plan.Speed, TimeProvider.System, plan.IsShifted);
        long start = TimeProvider.System.GetTimestamp(), accepted = 0, observations = 0;
        await foreach (ObservationBatch batch in source.ReadAsync(cancellationToken))
        {
            observations += batch.Count;
            AddNames(names, batch);
            accepted += await session.TakeAsync(batch);
            progress(played.Played, played.Length);
        }

        await session.CheckpointAsync();
        await session.LocateAsync();
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var figures = new ReplayFigures(
            site.Site, site.RegionName, observations, accepted, played.CutOff, names.Count, await LocatedAsync(grains, site.Site, names),
            await SiteDigest.OfAsync(grains, site.RegionKey, names), seconds);
        await app.StopAsync(CancellationToken.None);
        return figures;
    }

    private static async Task<SitePlan> PlanOfAsync(ReplayPlan plan, CancellationToken cancellationToken)
    {
        if (plan.PlanFolder is not { } folder)
        {
            return new SitePlan { Site = plan.Site ?? "replay", Region = new RegionPlan(default, new Position(Side, Side, 0), IsPlanar: true, Range) };
        }

        string store = Path.Combine(folder, "trace.db");
        if (!File.Exists(store))
        {
            throw new BadInputException("--plan", 0, "the folder of a service", $"no file {store}");
        }

        await using ITraceStore opened = await TraceStores.OpenAsync(store, TimeProvider.System, cancellationToken);
        var catalog = new SiteCatalog(opened);
        await catalog.LoadAsync(cancellationToken);
        return catalog.Plans.FirstOrDefault(known => plan.Site is null || known.Site == plan.Site)
            ?? throw new BadInputException("--plan", 0, plan.Site is null ? "a service with a site" : $"a service with site {plan.Site}", "none");
    }

    private static void AddNames(HashSet<string> names, ObservationBatch batch)
    {
        names.UnionWith(batch.Probes.Select(probe => probe.Receiver));
        names.UnionWith(batch.Probes.Select(probe => probe.Transmitter));
        names.UnionWith(batch.Reads.Select(read => read.Tag));
        names.UnionWith(batch.Readings.Select(reading => reading.Tag));
        names.UnionWith(batch.Cycles.SelectMany(cycle => cycle.Replies).Select(reply => reply.Tag).Where(tag => tag.Length > 0));
    }

    private static async Task<int> LocatedAsync(IGrainFactory grains, string site, IEnumerable<string> names)
    {
        int located = 0;
        foreach (string name in names)
        {
            ObjectSnapshot twin = await grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, name)).Snapshot();
            located += twin.Status == LocationStatus.Located ? 1 : 0;
        }

        return located;
    }
}
