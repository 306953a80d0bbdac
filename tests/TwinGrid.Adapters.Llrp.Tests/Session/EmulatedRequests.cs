using System.IO.Pipelines;
using System.Net.Sockets;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

/// <summary>A client that sends requests one by one and gathers what comes.</summary>
internal static class EmulatedRequests
{
    /// <summary>The answers, each of which must be one; then the connection is closed.</summary>
    public static async Task<LlrpMessage[]> SendAsync(LlrpEmulator emulator, params LlrpMessage[] requests)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", emulator.Port, TestContext.Current.CancellationToken);
        var frames = new LlrpFrameReader(PipeReader.Create(client.GetStream()));
        var answers = new List<LlrpMessage>();
        foreach (LlrpMessage request in requests.Append(LlrpMessage.Of("CLOSE_CONNECTION", 999)))
        {
            await client.GetStream().WriteAsync(LlrpCodec.Encode(request), TestContext.Current.CancellationToken);
            do
            {
                Assert.True(await frames.ReadAsync(TestContext.Current.CancellationToken));
            }
            while (frames.Header.Id != request.Id || frames.Header.Type is 61 or 62 or 63);
            answers.Add(LlrpCodec.Decode(frames.Message.Span));
        }

        // The emulator takes the next client when this one is gone for it as well.
        while (await frames.ReadAsync(TestContext.Current.CancellationToken))
        {
        }

        return [.. answers];
    }

    /// <summary>The first reports after some requests.</summary>
    public static async Task<LlrpMessage[]> ListenAsync(LlrpEmulator emulator, int count, params LlrpMessage[] requests)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", emulator.Port, TestContext.Current.CancellationToken);
        var frames = new LlrpFrameReader(PipeReader.Create(client.GetStream()));
        foreach (LlrpMessage request in requests)
        {
            await client.GetStream().WriteAsync(LlrpCodec.Encode(request), TestContext.Current.CancellationToken);
        }

        var reports = new List<LlrpMessage>();
        while (reports.Count < count)
        {
            Assert.True(await frames.ReadAsync(TestContext.Current.CancellationToken));
            LlrpMessage message = LlrpCodec.Decode(frames.Message.Span);
            Assert.True(message.Find("LLRPStatus") is null || LlrpRequests.Refusal(message) is null, message.ToString());
            if (message.Name == "RO_ACCESS_REPORT")
            {
                reports.Add(message);
            }
        }

        return [.. reports];
    }
}
