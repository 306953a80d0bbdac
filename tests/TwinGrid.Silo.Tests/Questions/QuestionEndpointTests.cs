using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Questions;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Tests.Questions;

namespace TwinGrid.Silo.Tests.Questions;

public sealed class QuestionEndpointTests(QuestionEndpointTests.Service service) : IClassFixture<QuestionEndpointTests.Service>
{
    private const string Thing = "https://id.gs1.org/01/80614141123458/21/6789", Box = "https://id.gs1.org/00/106141412345678908";

    [Theory]
    [InlineData("3074257BF7194E4000001A85")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.6789")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("01:80614141123458:21:6789")]
    public async Task Where_takes_an_EPC_in_any_form(string epc)
    {
        JsonElement answer = await Get("/where?epc=" + Uri.EscapeDataString(epc) + "&at=2026-03-01T09:00:00Z");
        Assert.Equal((Thing, "urn:x:depot", "received", "event", 1800), (
            answer.GetProperty("epc").GetString(),
            answer.GetProperty("place").GetString(),
            answer.GetProperty("stage").GetString(),
            answer.GetProperty("source").GetString(),
            answer.GetProperty("age_seconds").GetInt32()));
        Assert.Equal(Box, Assert.Single(answer.GetProperty("containers").EnumerateArray()).GetProperty("container").GetString());
    }

    [Fact]
    public async Task Every_question_answers()
    {
        string thing = Uri.EscapeDataString(Thing), box = Uri.EscapeDataString(Box);
        Assert.Equal(3, (await Get($"/trace?epc={thing}")).GetProperty("steps").GetArrayLength());
        Assert.Equal(2, (await Get($"/inside?epc={box}")).GetProperty("contents").GetArrayLength());
        Assert.Equal("urn:x:other", (await Get($"/contacts?epc={thing}")).GetProperty("contacts")[0].GetProperty("epc").GetString());
        Assert.Equal(2, (await Get($"/recall?container={box}")).GetProperty("items").GetArrayLength());
        JsonElement inventory = await Get("/inventory?at=urn:x:depot&expected=urn:x:other,urn:x:lost");
        Assert.Equal(3, inventory.GetProperty("items").GetArrayLength());
        Assert.Equal("urn:x:lost", Assert.Single(inventory.GetProperty("missing").EnumerateArray()).GetProperty("epc").GetString());
        Assert.Empty((await Get("/inventory?reader=urn:x:depot&from=2026-03-01T00:00:00Z")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("/where", 400, "epc: expected an EPC in any form, found nothing")]
    [InlineData("/where?epc=a&epc=b", 400, "epc: expected one value, found 2")]
    [InlineData("/where?epc=a&time=b", 400, "parameter: expected one of epc, at, found time")]
    [InlineData("/where?epc=a&at=yesterday", 400, "at: expected a time such as")]
    [InlineData("/where?epc=(01)80614141123459(21)6789", 400, "check digit")]
    [InlineData("/contacts?epc=a&from=2026-03-02&until=2026-03-01", 400, "until: expected a time behind from")]
    [InlineData("/recall", 400, "one of lot, container, contact, found none")]
    [InlineData("/recall?lot=a&container=b", 400, "found lot, container")]
    [InlineData("/inventory?at=a&from=2026-03-01", 400, "from, until: expected reader")]
    [InlineData("/trace?epc=urn:x:nobody", 404, "no event and no twin mentions urn:x:nobody")]
    public async Task What_can_t_be_answered_gets_a_problem_that_says_why(string path, int status, string reason)
    {
        HttpResponseMessage answer = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(((HttpStatusCode)status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> Get(string path) => service.Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>A service that answers questions and nothing else.</summary>
    public sealed class Service : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-questions-").FullName;
        private WebApplication? _app;

        public HttpClient Client { get; } = new();

        public async ValueTask InitializeAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            ITraceStore store = await TraceStores.OpenAsync(Path.Combine(_folder, "trace.db"), TimeProvider.System, default);
            builder.Services.AddSingleton(store);
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSingleton(new SiloSettings { DataFolder = _folder });
            builder.Services.AddQuestions();
            _app = builder.Build();
            _app.MapQuestions();
            MemoryEvents events = new MemoryEvents()
                .Add(0, EventKind.ObjectEvent, EventAction.Add, "commissioning", bizLocation: "urn:x:factory", mentions: [new(EpcRole.Epc, Thing)])
                .Pack(10, Box, Thing, "urn:x:other")
                .See(30, "receiving", "urn:x:depot", Box);
            await store.Events.AppendAsync(events.Events, false, default);
            await _app.StartAsync();
            Client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app!.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
