using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using TwinGrid.Silo.Alerts;
using TwinGrid.Silo.Epcis;
using TwinGrid.Silo.Feeds;
using TwinGrid.Silo.Http;
using TwinGrid.Silo.Live;
using TwinGrid.Silo.Questions;
using TwinGrid.Silo.Sites.Running;
using TwinGrid.Silo.Twins;

namespace TwinGrid.Silo.Hosting;

/// <summary>A silo with everything that it serves over HTTP.</summary>
public static class SiloApplication
{
    /// <summary>An application that listens, once started, on this machine alone; feeds beside it where their settings say.</summary>
    /// <param name="settings">Where the silo keeps what it knows.</param>
    /// <param name="port">Port of the loopback address; 0 for a free one.</param>
    /// <param name="time">The clock that it lives by; null for that of the machine.</param>
    public static WebApplication Build(SiloSettings settings, int port, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Feeds.Require();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
#if ORLEANS
        // Orleans warns of the workstation's collector, which programs that share a machine with others have on purpose.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        if (time is not null)
        {
            // By a clock that leaps all of its timers are hours late, of which three of its watches warn.
            builder.Logging.AddFilter("Orleans.Runtime", LogLevel.Error);
        }
#endif
        // The output is for answers, such as those of --json.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.ListenForFeeds(settings.Feeds);
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddTwins(settings);
        builder.Services.AddTwins();
        builder.Services.AddFeeds();
        builder.Services.AddEpcis();
        builder.Services.AddQuestions();
        builder.Services.AddAlerts();
        builder.Services.AddLive();
        builder.Services.AddSites();
        WebApplication app = builder.Build();
        app.UseWhen(http => !FeedAddress.IsAtFeeds(http), own => own.UseLocalClients());
        app.UseFeedAddress();
        app.UseWebSockets();
        app.MapTwinStates();
        app.MapTwins();
        app.MapFeeds();
        app.MapEpcis();
        app.MapQuestions();
        app.MapAlerts();
        app.MapLive();
        app.MapSites();
        return app;
    }
}
