using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Cli.Demo;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Feeds;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid serve: the twins as a service on this machine.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder for the twins' state and archives.",
            DefaultValueFactory = _ => new DirectoryInfo("twingrid-data"),
        };
        Option<int> port = CommonOptions.Number("--port", "Port to listen on, on this machine alone", 8080, 1, 65535);
        var simulate = new Option<bool>("--simulate") { Description = "Feed the twins from a simulated room, site 'room-1'." };
        Option<ulong> seed = CommonOptions.Seed();
        var site = new Argument<string?>("SITE") { Description = "Site file to run, YAML or JSON (see twingrid check).", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(
            "serve",
            """
            Run the twins as a service until Ctrl+C: those of a site that a file describes, a simulated room, or whatever is sent. A
            site file is followed: changes take effect as it is saved, and one with faults leaves everything as it is.
              twingrid serve mine.yaml
              twingrid serve --simulate
            Ask them with, for example:
              curl localhost:8080/sites/room-1/regions/room
              curl localhost:8080/sites/room-1/objects/tag-007
              curl localhost:8080/sites/room-1/tags/tag-007/history
            """)
        { site, data, port, simulate, seed };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            With(parsed.GetValue(site), new SiloSettings { DataFolder = parsed.GetValue(data)!.FullName, BlobConnection = Environment.GetEnvironmentVariable("TWINGRID_BLOBS") }),
            parsed.GetValue(port),
            parsed.GetValue(simulate) ? parsed.GetValue(seed) : null,
            cancellationToken));
        return command;
    }

    /// <summary>The settings with those of a site file; all its faults are told before anything starts.</summary>
    private static SiloSettings With(string? path, SiloSettings settings)
    {
        if (path is null)
        {
            return settings;
        }

        SiteReading reading = SiteReading.Read(path);
        foreach (ConfigFault fault in reading.Faults)
        {
            Console.Error.WriteLine($"twingrid: {fault}");
        }

        return reading.Site is { } site
            ? settings with { SiteFile = Path.GetFullPath(path), Site = site.Name, Alerts = site.Alerts.Settings, WebhookHosts = site.Alerts.Hosts, Feeds = new FeedSettings { Listen = site.FeedAddress, HasSiteKeys = true } }
            : throw new BadInputException(path, 0, "a site file without faults", $"{reading.Faults.Count(fault => !fault.IsWarning)}");
    }

    private static async Task<int> RunAsync(SiloSettings settings, int port, ulong? simulatedSeed, CancellationToken cancellationToken)
    {
        await using WebApplication app = SiloApplication.Build(settings, port);
        await app.StartAsync(cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"twins at http://localhost:{port}, live page at http://localhost:{port}/live, state in {settings.DataFolder}; Ctrl+C ends"));
        if (settings.SiteFile is { } file)
        {
            Console.WriteLine($"site {settings.Site} from {file}: http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/sites/{settings.Site}/adapters tells how its adapters are");
        }

        if (simulatedSeed is { } seed)
        {
            var room = new SimulatedRoom(RoomSynthesis.Create(new RoomOptions(), seed), "room-1", DateTimeOffset.UnixEpoch);
            var session = new SiteSession(app.Services.GetRequiredService<IGrainFactory>(), RoomPlans.Of(room, "room-1"), app.Services.GetRequiredService<SiteCatalog>());
            await session.SetUpAsync();
            long accepted = await session.IngestAsync(room.ReadAsync(cancellationToken), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"site room-1: {accepted} new observations of a simulated room"));
        }

        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }
}
