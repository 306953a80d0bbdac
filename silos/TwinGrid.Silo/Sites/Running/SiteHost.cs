using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Silo.Feeds;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;
using TwinGrid.Trace.ColdChain.Facts;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>
/// Runs the site that a file describes, and follows the file: what it says anew is told to the twins, adapters whose entries changed are
/// restarted, and a file that can't be used leaves everything as it is.
/// </summary>
internal sealed class SiteHost(
    IGrainFactory grains,
    SiteTwins twins,
    FirstSight sight,
    SiteWebhooks webhooks,
    FeedBook feeds,
    SiloSettings settings,
    IOptions<TwinOptions> options,
    TimeProvider time,
    ILogger<SiteHost> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SortedDictionary<string, AdapterRun> _runs = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The site as it runs; null before it does, and where no file was given.</summary>
    public SiteFile? Site { get; private set; }

    /// <summary>When the file in use was taken.</summary>
    public DateTimeOffset Taken { get; private set; }

    /// <summary>What the last attempt to read the file again came to; null before any.</summary>
    public SiteReload? LastReload { get; private set; }

    /// <summary>Completes when the site runs.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when an adapter has ended or was stopped; at once where it doesn't run.</summary>
    public Task EndOf(string adapter)
    {
        lock (_runs)
        {
            return _runs.TryGetValue(adapter, out AdapterRun? run) ? run.Ended : Task.CompletedTask;
        }
    }

    /// <summary>How far an adapter has come; null where it doesn't run.</summary>
    public AdapterStage? StageOf(string adapter)
    {
        lock (_runs)
        {
            return _runs.TryGetValue(adapter, out AdapterRun? run) ? run.Stage : null;
        }
    }

    /// <summary>Reads the file again and takes it when it can be used.</summary>
    public async Task<SiteReload> ReloadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            SiteReading reading = Read();
            if (reading.Site is not { } site || Contradictions(site) is not [])
            {
                LastReload = SiteReload.Refused([.. reading.Faults, .. reading.Site is null ? [] : Contradictions(reading.Site)]);
                foreach (string fault in LastReload.Faults)
                {
                    log.LogError("The site file is not used, the former goes on: {Fault}", fault);
                }

                return LastReload;
            }

            // Once begun it is finished: a client that hangs up must not leave half a site.
            LastReload = await TakeAsync(site, reading.Faults);
            return LastReload;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        AdapterRun[] runs;
        lock (_runs)
        {
            runs = [.. _runs.Values];
            _runs.Clear();
        }

        await Task.WhenAll(runs.Select(run => run.StopAsync()));
        Array.ForEach(runs, run => run.Dispose());
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.SiteFile is not { } path)
        {
            return;
        }

        using var watch = new SiteWatch(Path.GetFullPath(path), time);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Looked at before it is read: what changes meanwhile is read again.
            IReadOnlyList<string> parts = Site?.Parts ?? [];
            string look = watch.Look(parts);
            try
            {
                await ReloadAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A store that can't answer now may later.
                log.LogError(fault, "The site of {File} could not be set up; trying again", path);
                await Task.Delay(Pause, time, stoppingToken);
                continue;
            }

            IReadOnlyList<string> partsNow = Site?.Parts ?? [];
            await watch.WaitAsync(partsNow.SequenceEqual(parts) ? look : watch.Look(partsNow), partsNow, stoppingToken);
        }
    }

    private SiteReading Read()
    {
        try
        {
            return SiteReading.Read(settings.SiteFile ?? throw new InvalidOperationException("a site file: expected one to serve, found none"));
        }
        catch (BadInputException fault)
        {
            return new SiteReading(null, [new ConfigFault(settings.SiteFile!, new ConfigMark(1, 1), "", "a file that can be read", fault.Message)]);
        }
    }

    /// <summary>What can't be while the site runs: another name, and other rules under the name and version of known ones.</summary>
    private List<ConfigFault> Contradictions(SiteFile site)
    {
        var faults = new List<ConfigFault>();
        if (Site is not { } running)
        {
            return faults;
        }

        string file = settings.SiteFile!;
        if (site.Name != running.Name)
        {
            faults.Add(new ConfigFault(file, new ConfigMark(1, 1), "site", $"'{running.Name}' as long as it is served", $"'{site.Name}'"));
        }

        AssignedRules[] before = [.. running.Rules.Select(known => AssignedRules.Of(known.Assignment))];
        foreach (SiteRules rules in site.Rules)
        {
            AssignedRules now = AssignedRules.Of(rules.Assignment);
            if (Array.Exists(
                before,
                known => known.Rules.Name == now.Rules.Name && known.Rules.Version == now.Rules.Version && known.Json != now.Json))
            {
                faults.Add(new ConfigFault(file, rules.Mark, $"rules.{rules.Name}", "another version for rules that have changed", $"version {now.Rules.Version} again"));
            }
        }

        return faults;
    }

    private async Task<SiteReload> TakeAsync(SiteFile site, IReadOnlyList<ConfigFault> warnings)
    {
        foreach ((string name, Signal.Probing.ReflectionPalette palette) in site.Palettes)
        {
            options.Value.Palettes[name] = palette;
        }

        Dictionary<string, SiteAdapter> wanted = site.Adapters.Where(adapter => adapter.IsEnabled).ToDictionary(adapter => adapter.Name, StringComparer.Ordinal);
        AdapterRun[] before;
        lock (_runs)
        {
            before = [.. _runs.Values];
        }

        // What changes is stopped first, so that everything accepted goes where it was meant to go.
        AdapterRun[] ending = [.. before.Where(run => !wanted.TryGetValue(run.Adapter.Name, out SiteAdapter? adapter) || IdentityOf(site, adapter) != run.Identity)];
        await Task.WhenAll(ending.Select(run => run.StopAsync()));
        lock (_runs)
        {
            foreach (AdapterRun run in ending)
            {
                _runs.Remove(run.Adapter.Name);
                run.Dispose();
            }
        }

        await twins.TellAsync(site, CancellationToken.None);
        await sight.UseAsync(site);
        await webhooks.UseAsync(site, Site, CancellationToken.None);
        ServeFeeds(site);
        (Site, Taken) = (site, time.GetUtcNow());
        SiteAdapter[] starting = [.. wanted.Values.Where(adapter => StageOf(adapter.Name) is null)];
        foreach (SiteAdapter adapter in starting)
        {
            AdapterRun run = await StartAsync(site, adapter);
            lock (_runs)
            {
                _runs[adapter.Name] = run;
            }
        }

        _ready.TrySetResult();
        string[] ended = [.. ending.Select(run => run.Adapter.Name)], started = [.. starting.Select(adapter => adapter.Name)];
        return new SiteReload(true, [.. warnings.Select(warning => warning.ToString())], [.. started.Except(ended)], [.. started.Intersect(ended)], [.. ended.Except(started)]);
    }

    private async Task<AdapterRun> StartAsync(SiteFile site, SiteAdapter adapter)
    {
        SiteReader reader = site.Readers.First(reader => reader.Name == adapter.Reader);
        SiteRegion region = site.Regions.First(region => region.Name == reader.Region);
        var plan = new SitePlan { Site = site.Name, Region = region.Plan, RegionName = region.Name, ReaderName = reader.Name, AdapterName = adapter.Name };
        await grains.GetGrain<IAdapterGrain>(plan.AdapterKey).Configure(plan.ReaderKey);
        return new AdapterRun(adapter, IdentityOf(site, adapter), new SiteSession(grains, plan), Open, time, log);

        IObservationSource Open()
        {
            var source = new SeenSource(adapter.Setting.Open(OpeningOf(site, adapter)), sight, site.Name);
            return RecordingOf(site, adapter) is { } path ? new RecordedSource(source, path, site.Recording!.Options, time, log) : source;
        }
    }

    private AdapterOpening OpeningOf(SiteFile site, SiteAdapter adapter)
    {
        SiteReader reader = site.Readers.First(reader => reader.Name == adapter.Reader);
        return new AdapterOpening(adapter.Name, site.Regions.First(region => region.Name == reader.Region), reader, site.Exciters, time);
    }

    /// <summary>The first file of an adapter's recording; null where it isn't recorded.</summary>
    private static string? RecordingOf(SiteFile site, SiteAdapter adapter) =>
        site.Recording is { } recording && adapter.Setting is not FeedSetting && (recording.Adapters.Count == 0 || recording.Adapters.Contains(adapter.Name))
            ? Path.Combine(recording.Folder, adapter.Name + ".tgo")
            : null;

    /// <summary>Tells the endpoints of posted feeds who may post what.</summary>
    private void ServeFeeds(SiteFile site)
    {
        (SiteAdapter Adapter, FeedSetting Feed)[] posted = [.. site.Adapters.Where(adapter => adapter.IsEnabled)
            .Select(adapter => (adapter, adapter.Setting as FeedSetting)).Where(pair => pair.Item2 is not null).Select(pair => (pair.adapter, pair.Item2!))];
        feeds.Use(
            [.. posted.Select(pair => pair.Feed.PlanOf(site.Name, OpeningOf(site, pair.Adapter)))],
            [.. posted.SelectMany(pair => pair.Feed.KeysOf(site.Name, pair.Adapter.Name))]);
    }

    /// <summary>What an adapter is made of: when none of it has changed it goes on undisturbed.</summary>
    private static string IdentityOf(SiteFile site, SiteAdapter adapter)
    {
        SiteReader reader = site.Readers.First(reader => reader.Name == adapter.Reader);
        SiteRegion region = site.Regions.First(region => region.Name == reader.Region);
        return $"{adapter.Entry}\n{reader.Entry}\n{(adapter.Setting.DependsOnRegion ? region.Plan.ToString() : "")}\n{RecordingOf(site, adapter)}\n{site.Recording?.Options}";
    }
}
