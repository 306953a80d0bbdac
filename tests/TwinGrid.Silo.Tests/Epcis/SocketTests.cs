using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class SocketTests : IAsyncLifetime
{
    private readonly EpcisService _service = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_is_told_what_is_captured_while_it_is_open()
    {
        await StockAsync(0, 2);
        using ClientWebSocket socket = await OpenAsync("stream=true");
        await StockAsync(2, 5);
        Assert.Equal(["urn:uuid:2", "urn:uuid:3", "urn:uuid:4"], await ReceiveAsync(socket, 3));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
    }

    [Fact]
    public async Task A_socket_with_an_initial_record_time_is_told_from_then_on()
    {
        await StockAsync(0, 2);
        using ClientWebSocket socket = await OpenAsync("stream=true&initialRecordTime=2020-01-01T00:00:00Z");
        Assert.Equal(["urn:uuid:0", "urn:uuid:1"], await ReceiveAsync(socket, 2));
    }

    [Fact]
    public async Task A_socket_with_an_id_goes_on_behind_what_was_acknowledged_also_after_a_restart()
    {
        using (ClientWebSocket first = await OpenAsync("stream=true&subscriptionID=me"))
        {
            await StockAsync(0, 1);
            Assert.Equal(["urn:uuid:0"], await ReceiveAsync(first, 1));
            await AcknowledgeAsync(first);
            await StockAsync(1, 2);
            Assert.Equal(["urn:uuid:1"], await ReceiveAsync(first, 1));
            first.Abort();
        }

        await _service.RestartAsync();
        await StockAsync(2, 4);
        using ClientWebSocket second = await OpenAsync("stream=true&subscriptionID=me");
        Assert.Equal(["urn:uuid:1"], await ReceiveAsync(second, 1));
        await AcknowledgeAsync(second);
        Assert.Equal(["urn:uuid:2", "urn:uuid:3"], await ReceiveAsync(second, 2));
    }

    [Fact]
    public async Task A_socket_closes_when_its_query_is_deleted()
    {
        using ClientWebSocket socket = await OpenAsync("stream=true");
        using HttpResponseMessage _ = await _service.SendAsync(HttpMethod.Delete, "/queries/all");
        WebSocketReceiveResult result = await socket.ReceiveAsync(new byte[100], Stop);
        Assert.Equal(WebSocketMessageType.Close, result.MessageType);
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task A_handshake_of_a_foreign_page_is_refused(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address("stream=true"), Stop));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_handshake_of_the_silo_s_own_page_is_taken()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", _service.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(Address("stream=true"), Stop);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task A_handshake_that_says_not_when_is_refused() =>
        await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync("reportIfEmpty=true"));

    public async ValueTask InitializeAsync()
    {
        await _service.InitializeAsync();
        using HttpResponseMessage _ = await _service.SendAsync(HttpMethod.Post, "/queries", """{"name":"all","query":{}}""");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static async Task<List<string>> ReceiveAsync(WebSocket socket, int count)
    {
        var ids = new List<string>();
        byte[] buffer = new byte[1 << 16];
        while (ids.Count < count)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), Stop);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            ids.AddRange(EpcisService.Ids(JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length))));
        }

        return ids;
    }

    private static Task AcknowledgeAsync(ClientWebSocket socket) => socket.SendAsync(Encoding.UTF8.GetBytes("ok"), WebSocketMessageType.Text, true, Stop);

    private async Task<ClientWebSocket> OpenAsync(string parameters)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Address(parameters), Stop);
        return socket;
    }

    private Uri Address(string parameters) => new UriBuilder(new Uri(_service.Client.BaseAddress!, "/queries/all/events")) { Scheme = "ws", Query = parameters }.Uri;

    private async Task StockAsync(int from, int before)
    {
        for (int i = from; i < before; i++)
        {
            await _service.CaptureAsync(EpcisService.Document(EpcisService.Event($"urn:uuid:{i}", day: 1 + i)));
        }
    }
}
