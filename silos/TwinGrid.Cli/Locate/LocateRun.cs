using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters.Csv;
using TwinGrid.Cli.Demo;
using TwinGrid.Grains;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tags;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Tracks;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Cli.Locate;

/// <summary>Sends recorded reads through the twins: a site a scene, and in each a reader, its tags and one region.</summary>
internal static class LocateRun
{
    private const double HologramStep = 0.01;

    /// <summary>Locates every tag of a file.</summary>
    /// <param name="reads">The file of reads.</param>
    /// <param name="area">Where to look for tags.</param>
    /// <param name="truth">True positions by scene and tag; empty when they aren't known.</param>
    /// <param name="progress">Told what goes on and the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<IReadOnlyList<LocatedTag>> RunAsync(
        PhaseReadCsv reads,
        SearchArea area,
        IReadOnlyDictionary<(string Scene, string Tag), Position> truth,
        Action<string, double> progress,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, SceneSurvey> scenes = await SceneSurvey.OfAsync(reads, cancellationToken);
        using var folder = new ScratchFolder();
        using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = folder.Path }, options => options.RegionDelay = TimeSpan.FromHours(1));
        await host.StartAsync(cancellationToken);
        IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
        Dictionary<string, SiteSession> sessions = await SetUpAsync(grains, scenes, area);

        long total = scenes.Values.Sum(scene => scene.Reads), taken = 0;
        await foreach ((string scene, ObservationBatch batch) in reads.ReadScenesAsync(cancellationToken))
        {
            await sessions[scene].TakeAsync(batch);
            progress("reads through the twins", (double)(taken += batch.Count) / total);
        }

        int done = 0;
        await Parallel.ForEachAsync(sessions.Values, cancellationToken, async (session, _) =>
        {
            await session.CheckpointAsync();
            progress("scenes located", (double)Interlocked.Increment(ref done) / sessions.Count);
        });

        var tags = new List<LocatedTag>();
        int compared = 0;
        foreach ((string scene, SiteSession session) in sessions)
        {
            RegionSnapshot region = await session.LocateAsync();
            foreach (TagLocation location in region.Tags)
            {
                Position? place = truth.TryGetValue((scene, location.Tag), out Position known) ? known : null;
                Position? hologram = place is null ? null : await HologramOf(grains, scene, location.Tag, area.Of(scenes[scene]));
                tags.Add(new LocatedTag(scene, location, place, hologram));
            }

            progress("compared with plain holograms", (double)++compared / sessions.Count);
        }

        await host.StopAsync(CancellationToken.None);
        return tags;
    }

    private static async Task<Dictionary<string, SiteSession>> SetUpAsync(IGrainFactory grains, IReadOnlyDictionary<string, SceneSurvey> scenes, SearchArea area)
    {
        var sessions = new Dictionary<string, SiteSession>(StringComparer.Ordinal);
        foreach ((string scene, SceneSurvey survey) in scenes)
        {
            (Position low, Position high) = area.Of(survey);
            var session = new SiteSession(grains, new SitePlan
            {
                Site = scene,
                Region = new RegionPlan(low, high, IsPlanar: true, RangeMetres: area.Far),
            });
            await session.SetUpAsync();
            sessions.Add(scene, session);
        }

        return sessions;
    }

    /// <summary>Where the plain hologram puts a tag, from the same reads, as its twin remembers them.</summary>
    private static async Task<Position> HologramOf(IGrainFactory grains, string scene, string tag, (Position Low, Position High) area)
    {
        ObservationBatch history = await grains.GetGrain<ITagGrain>(TwinKeys.InSite(scene, tag)).History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return TrackHologram.Peak(PointsOf(history), new SearchBox(area.Low, area.High), HologramStep);
    }

    private static TrackPoint[] PointsOf(ObservationBatch history) => [.. history.Reads.Select(read =>
        new TrackPoint(read.Antenna, read.FrequencyHz, read.PhaseRadians, read.RssiDbm, read.Reads))];
}

/// <summary>One tag of a file of reads.</summary>
/// <param name="Scene">Set and experiment that it belongs to.</param>
/// <param name="Location">What its twins say.</param>
/// <param name="Truth">Where it is, in metres, when that is known.</param>
/// <param name="Hologram">Where the plain hologram puts it, in metres, when the truth to compare with is known.</param>
internal sealed record LocatedTag(string Scene, TagLocation Location, Position? Truth, Position? Hologram);
