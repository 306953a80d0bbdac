using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Http;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Silo.Tests;

public sealed class EndpointTests(EndpointTests.Service service) : IClassFixture<EndpointTests.Service>
{
    [Fact]
    public async Task A_region_tells_where_its_tags_are()
    {
        JsonElement region = await service.Client.GetFromJsonAsync<JsonElement>("/sites/room/regions/room", TestContext.Current.CancellationToken);
        Assert.Equal(service.Room.Room.Options.AnchorCount, region.GetProperty("anchors").GetArrayLength());
        Assert.Equal(service.Room.Room.Options.TagCount, region.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task An_object_tells_where_it_is()
    {
        JsonElement tag = await service.Client.GetFromJsonAsync<JsonElement>("/sites/room/objects/tag-000", TestContext.Current.CancellationToken);
        Position truth = service.Room.Room.Positions[service.Room.Room.Options.AnchorCount];
        Assert.InRange(tag.GetProperty("position").GetProperty("x").GetDouble(), truth.X - 0.02, truth.X + 0.02);
    }

    [Fact]
    public async Task A_tag_s_history_is_cut_to_the_span_asked_for()
    {
        JsonElement all = await service.Client.GetFromJsonAsync<JsonElement>("/sites/room/tags/tag-000/history", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, all.GetProperty("probes").GetArrayLength());
        JsonElement none = await service.Client.GetFromJsonAsync<JsonElement>("/sites/room/tags/tag-000/history?from=2030-01-01", TestContext.Current.CancellationToken);
        Assert.Equal(0, none.GetProperty("probes").GetArrayLength());
    }

    [Fact]
    public async Task An_adapter_tells_how_much_it_has_taken()
    {
        JsonElement health = await service.Client.GetFromJsonAsync<JsonElement>("/sites/room/adapters/adapter", TestContext.Current.CancellationToken);
        Assert.Equal(2 * service.Room.Room.Links.Count, health.GetProperty("accepted").GetInt64());
    }

    [Theory]
    [InlineData("/sites/room/tags/tag-000/history?from=yesterday", "yesterday")]
    [InlineData("/sites/room/objects/a~b", "a~b")]
    public async Task What_can_t_be_understood_gets_status_400_and_the_reason(string path, string found)
    {
        HttpResponseMessage answer = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(found, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>A silo with one small simulated room, on a free port of the loopback address.</summary>
    public sealed class Service : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;
        private WebApplication _app = null!;

        public HttpClient Client { get; private set; } = null!;

        public SimulatedRoom Room { get; } = new(RoomSynthesis.Create(new RoomOptions { TagCount = 10 }, 5), "room", DateTimeOffset.UnixEpoch);

        public async ValueTask InitializeAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            builder.AddTwins(new SiloSettings { DataFolder = _folder });
            _app = builder.Build();
            _app.MapTwinStates();
            await _app.StartAsync();
            string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            Client = new HttpClient { BaseAddress = new Uri(address) };
            var session = new SiteSession(_app.Services.GetRequiredService<IGrainFactory>(), new SitePlan
            {
                Site = "room",
                Region = new RegionPlan(new Position(0, 0), new Position(4, 4), IsPlanar: true, 2),
                Anchors = Enumerable.Range(0, Room.Room.Options.AnchorCount).ToDictionary(Room.NodeName, node => Room.Room.Positions[node]),
            });
            await session.SetUpAsync();
            await session.IngestAsync(Room.ReadAsync(CancellationToken.None), CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
