namespace TwinGrid.Model.Tests;

public class ObservationStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_chunks_come_in_their_order_and_then_nothing()
    {
        ObservationBatch[] batches = [Batches.Sample, ObservationBatch.Empty, ObservationBatch.Of(Batches.Sample.Probes)];
        using var stream = new MemoryStream([.. batches.SelectMany((batch, i) => ObservationCodec.Encode(batch, compress: i % 2 == 0))]);
        foreach (ObservationBatch batch in batches)
        {
            ObservationBatch? read = await ObservationCodec.ReadAsync(stream, Token);
            Assert.True(read is not null && Batches.Same(batch, read));
        }

        Assert.Null(await ObservationCodec.ReadAsync(stream, Token));
    }

    [Fact]
    public async Task A_stream_that_ends_inside_a_chunk_is_refused_wherever_it_ends()
    {
        byte[] chunk = ObservationCodec.Encode(Batches.Sample, compress: true);
        for (int length = 1; length < chunk.Length; length++)
        {
            using var stream = new MemoryStream(chunk, 0, length);
            await Assert.ThrowsAsync<InvalidDataException>(async () => await ObservationCodec.ReadAsync(stream, Token));
        }
    }

    [Fact]
    public async Task A_header_that_claims_much_more_than_the_stream_holds_takes_little_memory()
    {
        byte[] chunk = [.. "TGO1"u8, 0, 0, 0, 0, 0x10, 1, 2, 3];
        using var stream = new MemoryStream(chunk);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(async () => await ObservationCodec.ReadAsync(stream, Token));
        Assert.Contains("expected 268435456 bytes of body, found 3", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }

    [Fact]
    public async Task A_body_that_unpacks_beyond_the_limit_is_refused()
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i <= ObservationCodec.MaximumBody >> 20; i++)
            {
                await brotli.WriteAsync(block, Token);
            }
        }

        byte[] chunk = [.. "TGO1"u8, 1, .. BitConverter.GetBytes((int)packed.Length), .. packed.ToArray()];
        Assert.Contains("unpacked", Assert.Throws<InvalidDataException>(() => ObservationCodec.Decode(chunk)).Message, StringComparison.Ordinal);
    }
}
