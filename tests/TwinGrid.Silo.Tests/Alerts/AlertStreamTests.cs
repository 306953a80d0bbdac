using System.Net;
using TwinGrid.Silo.Alerts;

namespace TwinGrid.Silo.Tests.Alerts;

public sealed class AlertStreamTests
{
    [Fact]
    public async Task A_listener_that_comes_back_gets_what_it_missed_and_nothing_twice()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        await house.AppendAsync(AlertHouse.Started(1));
        string last;
        await using (Listener first = await Listener.OpenAsync(house, null))
        {
            Assert.Equal("1", first.Id);
            await house.AppendAsync(AlertHouse.Started(2), AlertHouse.Started(3));
            Assert.Equal([("excursion-started", "box-2"), ("excursion-started", "box-3")], [await first.NextAsync(), await first.NextAsync()]);
            last = first.Id;
        }

        await house.AppendAsync(AlertHouse.Withdrawn(2), AlertHouse.Started(4));
        await house.RestartAsync();
        await house.AppendAsync(AlertHouse.Started(5));
        await using Listener second = await Listener.OpenAsync(house, last);
        Assert.Equal(
            [("excursion-withdrawn", "box-2"), ("excursion-started", "box-4"), ("excursion-started", "box-5")],
            [await second.NextAsync(), await second.NextAsync(), await second.NextAsync()]);
    }

    [Fact]
    public async Task A_silence_is_broken_and_moves_the_place_to_come_back_to()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync(new AlertSettings { Heartbeat = TimeSpan.FromMilliseconds(5) });
        await using Listener listener = await Listener.OpenAsync(house, null, "?kinds=excursion-closed");
        Assert.Equal("0", listener.Id);
        await house.AppendAsync(AlertHouse.Started(1), AlertHouse.Started(2));
        while (listener.Id != "2")
        {
            await listener.BeatAsync();
        }
    }

    [Theory]
    [InlineData("?after=yesterday")]
    [InlineData("?kinds=Excursion")]
    public async Task What_can_t_be_understood_gets_status_400(string query)
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        using HttpResponseMessage answer = await house.Client.GetAsync(new Uri("/alerts/stream" + query, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Reads server-sent events as the HTML standard has them.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly StreamReader _lines;

        private Listener(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

        /// <summary>Id of the last block, event or not.</summary>
        public string Id { get; private set; } = "";

        public static async Task<Listener> OpenAsync(AlertHouse house, string? last, string query = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/alerts/stream" + query);
            if (last is not null)
            {
                request.Headers.Add("Last-Event-ID", last);
            }

            HttpResponseMessage response = await house.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            var listener = new Listener(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await listener.BeatAsync();
            return listener;
        }

        /// <summary>The next event's kind and subject.</summary>
        public async Task<(string Kind, string Subject)> NextAsync()
        {
            while (true)
            {
                (string? kind, string? data) = await BeatAsync();
                if (data is not null)
                {
                    return (kind!, System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("subject").GetString()!);
                }
            }
        }

        /// <summary>The next block.</summary>
        public async Task<(string? Kind, string? Data)> BeatAsync()
        {
            string? kind = null, data = null;
            while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
            {
                Id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : Id;
                kind = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : kind;
                data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
            }

            return (kind, data);
        }

        public ValueTask DisposeAsync()
        {
            _lines.Dispose();
            _response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
