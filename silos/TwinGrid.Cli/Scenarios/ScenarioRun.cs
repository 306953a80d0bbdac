using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Adapters;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;
using TwinGrid.Trace.Presence;

namespace TwinGrid.Cli.Scenarios;

/// <summary>
/// Runs a site whose adapters have an end: a silo with the site's file, its clock at the end of the story, until every adapter has told
/// everything; then asks what the twins know. Everything goes the way that it goes from hardware.
/// </summary>
internal static class ScenarioRun
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">Its file.</param>
    /// <param name="folder">Where the silo keeps what it knows.</param>
    /// <param name="onProgress">Told how many observations were taken in.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="BadInputException">An adapter can't be run.</exception>
    public static async Task<ScenarioOutcome> RunAsync(SiteFile site, string path, string folder, Action<long> onProgress, CancellationToken cancellationToken)
    {
        SiteAdapter[] adapters = [.. site.Adapters.Where(adapter => adapter.IsEnabled)];
        if (Array.Find(adapters, adapter => !adapter.Setting.Ends) is { } endless)
        {
            throw new BadInputException(path, 0, "adapters that end, such as scripts and recordings", $"{endless.Name}, of kind {endless.Kind}");
        }

        DateTimeOffset end = adapters.Max(adapter => adapter.Setting.Until) ?? DateTimeOffset.UnixEpoch.AddDays(1);
        var settings = new SiloSettings { DataFolder = folder, Site = site.Name, SiteFile = path, Alerts = site.Alerts.Settings };
        await using WebApplication app = SiloApplication.Build(settings, 0, new ScenarioClock(end, TimeProvider.System));
        await app.StartAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        long observations = await TellAsync(site, http, onProgress, cancellationToken);
        IGrainFactory grains = app.Services.GetRequiredService<IGrainFactory>();
        await Task.WhenAll(adapters.Select(adapter => grains.GetGrain<IAdapterGrain>(TwinKeys.InSite(site.Name, adapter.Name)).Checkpoint()));
        IFactStore facts = app.Services.GetRequiredService<ITraceStore>().Facts;
        var outcome = new ScenarioOutcome(
            end, await EndedAsync(site, grains, await StaysAsync(facts, cancellationToken), end), await ExcursionsAsync(facts, cancellationToken), await LocatedAsync(site, grains), observations);
        await app.StopAsync(CancellationToken.None);
        return outcome;
    }

    /// <summary>Waits until every adapter has told everything.</summary>
    private static async Task<long> TellAsync(SiteFile site, HttpClient http, Action<long> onProgress, CancellationToken cancellationToken)
    {
        while (true)
        {
            using HttpResponseMessage reply = await http.GetAsync(new Uri($"/sites/{site.Name}/adapters", UriKind.Relative), cancellationToken);
            JsonElement[] adapters = reply.IsSuccessStatusCode ? await reply.Content.ReadFromJsonAsync<JsonElement[]>(cancellationToken) ?? [] : [];
            long accepted = adapters.Sum(adapter => adapter.GetProperty("health").GetProperty("accepted").GetInt64());
            onProgress(accepted);
            string[] stages = [.. adapters.Select(adapter => adapter.GetProperty("stage").GetString()!)];
            if (Array.FindIndex(stages, stage => stage == "Unusable") is >= 0 and int faulty)
            {
                throw new BadInputException($"adapter {adapters[faulty].GetProperty("name").GetString()}", 0, "one that can be run", adapters[faulty].GetProperty("health").GetProperty("lastError").ToString());
            }

            if (stages.Count(stage => stage == "Ended") == site.Adapters.Count(adapter => adapter.IsEnabled))
            {
                return accepted;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<List<ScenarioStay>> StaysAsync(IFactStore facts, CancellationToken cancellationToken)
    {
        var stays = new Dictionary<(string Thing, long Number), ScenarioStay>();
        await foreach (LoggedFact logged in facts.AfterAsync(0, cancellationToken))
        {
            FactRecord fact = logged.Fact;
            if (fact.Kind is not (FactKinds.Arrived or FactKinds.Left))
            {
                continue;
            }

            using JsonDocument payload = JsonDocument.Parse(fact.Payload);
            (string, long) key = (fact.Subject, payload.RootElement.GetProperty("stay").GetInt64());
            string place = payload.RootElement.GetProperty("place").GetString()!;
            stays[key] = fact.Kind == FactKinds.Arrived
                ? new ScenarioStay(fact.Subject, place, fact.Time, null)
                : new ScenarioStay(fact.Subject, place, payload.RootElement.GetProperty("arrived").GetDateTimeOffset(), fact.Time);
        }

        return [.. stays.Values.OrderBy(stay => stay.Arrived).ThenBy(stay => stay.Thing, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Who was not heard for the time-out up to the end has left. The silo judges so by the time that passes, and here the story's hours
    /// pass in seconds.
    /// </summary>
    private static Task<ScenarioStay[]> EndedAsync(SiteFile site, IGrainFactory grains, List<ScenarioStay> stays, DateTimeOffset end) =>
        Task.WhenAll(stays.Select(async stay =>
        {
            ObjectPresence? presence = stay.Left is null
                ? (await grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site.Name, stay.Thing)).Snapshot()).Presence
                : null;
            return presence is not null && end - presence.LastSeen > PresenceRules.Default.TimeOut ? stay with { Left = presence.LastSeen } : stay;
        }));

    private static async Task<List<ScenarioExcursion>> ExcursionsAsync(IFactStore facts, CancellationToken cancellationToken)
    {
        var threads = new List<string>();
        await foreach (LoggedFact logged in facts.AfterAsync(0, cancellationToken))
        {
            if (logged.Fact.Kind == ExcursionFacts.Started && logged.Fact.Thread is { } thread)
            {
                threads.Add(thread);
            }
        }

        var found = new List<ScenarioExcursion>();
        foreach (string thread in threads.Distinct())
        {
            IReadOnlyList<LoggedFact> chapters = await facts.OfThreadAsync(thread, cancellationToken);
            if (ExcursionLifeCycle.Fold(chapters.Select(chapter => chapter.Fact)) is { } file)
            {
                found.Add(new ScenarioExcursion(
                    file.Subject, file.Excursion.Rule, JsonNamingPolicy.KebabCaseLower.ConvertName(file.Excursion.Kind.ToString()), file.Excursion.Start, file.Excursion.End, file.Excursion.Extreme));
            }
        }

        return [.. found.OrderBy(excursion => excursion.Start).ThenBy(excursion => excursion.Thing, StringComparer.Ordinal)];
    }

    private static async Task<List<ScenarioLocation>> LocatedAsync(SiteFile site, IGrainFactory grains)
    {
        var located = new List<ScenarioLocation>();
        foreach (SiteRegion region in site.Regions)
        {
            IRegionGrain twin = grains.GetGrain<IRegionGrain>(TwinKeys.InSite(site.Name, region.Name));
            ImmutableDictionary<string, string> objects = await twin.Bindings();
            RegionSnapshot snapshot = await twin.Snapshot();
            located.AddRange(snapshot.Tags.Where(tag => tag.Status == LocationStatus.Located).Select(tag => new ScenarioLocation(
                objects.TryGetValue(tag.Tag, out string? thing) ? $"{thing} ({tag.Tag})" : tag.Tag,
                region.Name,
                tag.Position.X,
                tag.Position.Y,
                Math.Sqrt(tag.Covariance.XX + tag.Covariance.YY + tag.Covariance.ZZ))));
        }

        return [.. located.OrderBy(location => location.Tag, StringComparer.Ordinal)];
    }
}
