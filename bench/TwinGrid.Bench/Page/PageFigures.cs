using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Live;
using TwinGrid.Silo.Sessions;
using Place = TwinGrid.Model.Position;

namespace TwinGrid.Bench.Page;

/// <summary>
/// Frames a second of the live page in a headless Chromium, without a graphics card, while ten thousand tags walk through a hall and
/// each of them gets a new position five times a second. The silo, its stream and the browser share the machine's cores.
/// </summary>
internal static class PageFigures
{
    private const int Tags = 10_000, Seconds = 10;
    private const double Width = 120, Depth = 70, StepMetres = 0.25;
    private const string Site = "hall";
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    /// <summary>Measures once; null where there is no browser.</summary>
    /// <param name="onStep">Told what is going on.</param>
    public static async Task<PageOutcome?> MeasureAsync(Action<string> onStep)
    {
        if (BrowserPath.Find() is not { } path)
        {
            return null;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            await using WebApplication app = SiloApplication.Build(new SiloSettings { DataFolder = folder.FullName }, 0);
            await app.StartAsync();
            var session = new SiteSession(
                app.Services.GetRequiredService<IGrainFactory>(),
                new SitePlan { Site = Site, Region = new RegionPlan(new Place(0, 0), new Place(Width, Depth), IsPlanar: true, 2) },
                app.Services.GetRequiredService<SiteCatalog>());
            await session.SetUpAsync();
            LiveSite site = app.Services.GetRequiredService<LiveSites>().Open(Site);
            using var end = new CancellationTokenSource();
            Task walk = WalkAsync(site, end.Token);
            string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            onStep($"{Tags} tags, {1 / Period.TotalSeconds} updates a second, for {Seconds} s");
            PageOutcome outcome = await WatchAsync(path, address);
            await end.CancelAsync();
            await walk;
            await app.StopAsync();
            return outcome;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Moves every tag a step five times a second, along a heading of its own, turning back at the walls.</summary>
    private static async Task WalkAsync(LiveSite site, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, Tags).Select(tag => FormattableString.Invariant($"tag-{tag:D5}"))];
        double[] x = [.. names.Select(_ => random.NextDouble() * Width)], y = [.. names.Select(_ => random.NextDouble() * Depth)];
        double[] heading = [.. names.Select(_ => random.NextDouble() * 2 * Math.PI)];
        var spread = new PositionCovariance(0.0009, 0.0002, 0.0004);
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        using var timer = new PeriodicTimer(Period);
        do
        {
            time += Period;
            for (int tag = 0; tag < Tags; tag++)
            {
                double nextX = x[tag] + StepMetres * Math.Cos(heading[tag]), nextY = y[tag] + StepMetres * Math.Sin(heading[tag]);
                bool isInside = nextX is > 0 and < Width && nextY is > 0 and < Depth;
                (x[tag], y[tag], heading[tag]) = isInside ? (nextX, nextY, heading[tag]) : (x[tag], y[tag], heading[tag] + Math.PI);
                site.Place(names[tag], time, new Place(x[tag], y[tag]), spread);
            }
        }
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !cancellationToken.IsCancellationRequested);
    }

    private static async Task<PageOutcome> WatchAsync(string path, string address)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = BrowserPath.Arguments });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        await page.GotoAsync($"{address}/live");
        await page.WaitForFunctionAsync($"() => twingrid.objects.count === {Tags} && twingrid.map.inSight > {Tags * 9 / 10}");
        JsonElement found = await page.EvaluateAsync<JsonElement>("""
            milliseconds => new Promise(done => {
              const times = [], drawn = [], map = twingrid.map;
              let updates = 0, points = 0;
              const apply = twingrid.objects.apply.bind(twingrid.objects);
              twingrid.objects.apply = (data, now, smooth) => { updates++; points += Math.floor(data.length * 3 / 4 / 20); apply(data, now, smooth); };
              const frame = map.frame;
              map.frame = now => { const start = performance.now(); frame(now); drawn.push(performance.now() - start); };
              const before = map.frames, begin = performance.now();
              const tick = now => {
                times.push(now);
                if (now - begin < milliseconds) requestAnimationFrame(tick);
                else done({ times, drawn, updates, points, drawnFrames: map.frames - before });
              };
              requestAnimationFrame(tick);
            })
            """, Seconds * 1000);
        double[] times = [.. found.GetProperty("times").EnumerateArray().Select(time => time.GetDouble())];
        double[] rates = [.. times.Zip(times.Skip(1), (before, after) => 1000 / (after - before)).Order()];
        double[] drawn = [.. found.GetProperty("drawn").EnumerateArray().Select(time => time.GetDouble()).Order()];
        double seconds = (times[^1] - times[0]) / 1000;
        int drawnFrames = found.GetProperty("drawnFrames").GetInt32();

        // A frame in which the map was not drawn is no frame of the map: the figures are those of whichever there are fewer of.
        double share = Math.Min(1, (double)drawnFrames / (times.Length - 1));
        return new PageOutcome(
            Tags,
            found.GetProperty("updates").GetInt32() / seconds,
            found.GetProperty("points").GetInt64() / seconds,
            rates[rates.Length / 2] * share,
            rates[rates.Length / 20] * share,
            (times.Length - 1) / seconds * share,
            drawn[drawn.Length / 2]);
    }
}

/// <summary>What a measurement of the page found.</summary>
/// <param name="Tags">Tags on the map.</param>
/// <param name="UpdatesPerSecond">Updates that the page took in a second.</param>
/// <param name="PointsPerSecond">Positions in them a second.</param>
/// <param name="Median">Median of the frame rate, frame by frame.</param>
/// <param name="Percentile5">The rate that 95 % of frames reach.</param>
/// <param name="Mean">Frames over time.</param>
/// <param name="DrawMilliseconds">Median time of drawing the map.</param>
internal sealed record PageOutcome(
    int Tags, double UpdatesPerSecond, double PointsPerSecond, double Median, double Percentile5, double Mean, double DrawMilliseconds);
