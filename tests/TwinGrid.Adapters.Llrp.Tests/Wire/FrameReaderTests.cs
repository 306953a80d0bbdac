using System.IO.Pipelines;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

public class FrameReaderTests
{
    private static readonly LlrpMessage[] Messages =
        [LlrpMessage.Of("KEEPALIVE", 1), AnyLlrp.Message("RO_ACCESS_REPORT", 5), LlrpMessage.Of("KEEPALIVE", 2), AnyLlrp.Message("GET_READER_CAPABILITIES_RESPONSE", 8)];

    private static readonly byte[] Bytes = [.. Messages.SelectMany(LlrpCodec.Encode)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100_000)]
    public async Task Messages_come_whole_however_the_stream_is_cut(int piece)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16, useSynchronizationContext: false));
        Task writing = WriteAsync(pipe.Writer, Bytes, piece);
        var reader = new LlrpFrameReader(pipe.Reader);
        foreach (LlrpMessage message in Messages)
        {
            Assert.True(await reader.ReadAsync(Token));
            Assert.Equal(message.Id, reader.Header.Id);
            Assert.Equal(message, LlrpCodec.Decode(reader.Message.Span));
        }

        Assert.False(await reader.ReadAsync(Token));
        await writing;
    }

    [Fact]
    public async Task A_stream_that_ends_inside_a_message_is_refused()
    {
        var reader = new LlrpFrameReader(PipeReader.Create(new MemoryStream(Bytes[..12])));
        Assert.True(await reader.ReadAsync(Token));
        FormatException refusal = await Assert.ThrowsAsync<FormatException>(async () => await reader.ReadAsync(Token));
        Assert.Equal("end of the stream: expected the rest of a message, found its first 2 bytes alone", refusal.Message);
    }

    [Fact]
    public async Task A_message_longer_than_allowed_is_refused_by_its_header_alone()
    {
        byte[] header = new byte[LlrpHeader.Size];
        new LlrpHeader(0, 1, 61, 4001, 1).Write(header);
        var reader = new LlrpFrameReader(PipeReader.Create(new MemoryStream(header)), mostBytes: 4000);
        FormatException refusal = await Assert.ThrowsAsync<FormatException>(async () => await reader.ReadAsync(Token));
        Assert.Equal("offset 2, message header: expected a length of at most 4000, found 4001", refusal.Message);
    }

    [Fact]
    public async Task Waiting_ends_with_its_token_and_can_go_on()
    {
        var pipe = new Pipe();
        var reader = new LlrpFrameReader(pipe.Reader);
        using var ended = new CancellationTokenSource();
        ValueTask<bool> waiting = reader.ReadAsync(ended.Token);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        await pipe.Writer.WriteAsync(Bytes.AsMemory(0, LlrpHeader.Size), Token);
        Assert.True(await reader.ReadAsync(Token));
    }

    [Fact]
    public async Task A_stream_of_reports_costs_no_allocation_a_message()
    {
        byte[] report = LlrpCodec.Encode(AnyLlrp.Message("RO_ACCESS_REPORT", 3));
        const int Count = 2000;
        byte[] stream = [.. Enumerable.Repeat(report, Count).SelectMany(bytes => bytes)];
        var reader = new LlrpFrameReader(PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(stream)));
        Assert.True(await reader.ReadAsync(Token));
        long before = GC.GetAllocatedBytesForCurrentThread();
        int read = Drain(reader);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Count - 1, read);
        Assert.True(bytes < Count, $"{bytes} bytes for {Count} messages");

        static int Drain(LlrpFrameReader reader)
        {
            int count = 0;
            while (true)
            {
                ValueTask<bool> next = reader.ReadAsync(default);
                if (!next.IsCompletedSuccessfully || !next.Result)
                {
                    return count;
                }

                count++;
            }
        }
    }

    private static async Task WriteAsync(PipeWriter writer, byte[] bytes, int piece)
    {
        for (int at = 0; at < bytes.Length; at += piece)
        {
            await writer.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)), Token);
        }

        await writer.CompleteAsync();
    }
}
