using TwinGrid.Grains.Archives;

namespace TwinGrid.Silo.Tests;

/// <summary>What every chunk archive promises, whatever it stands on.</summary>
public abstract class ChunkArchiveContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract Task<IChunkArchive> OpenAsync();

    [Fact]
    public async Task A_written_chunk_reads_back_byte_for_byte()
    {
        IChunkArchive archive = await OpenAsync();
        byte[] chunk = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31))];
        await archive.WriteAsync("history/site/tag/0000000001_1_2", chunk, None);
        Assert.Equal(chunk, await archive.ReadAsync("history/site/tag/0000000001_1_2", None));
    }

    [Fact]
    public async Task An_empty_chunk_is_a_chunk()
    {
        IChunkArchive archive = await OpenAsync();
        await archive.WriteAsync("a/empty", ReadOnlyMemory<byte>.Empty, None);
        Assert.Equal((byte[])[], await archive.ReadAsync("a/empty", None));
    }

    [Fact]
    public async Task Writing_again_replaces()
    {
        IChunkArchive archive = await OpenAsync();
        await archive.WriteAsync("a/b", new byte[] { 1, 2, 3 }, None);
        await archive.WriteAsync("a/b", new byte[] { 4 }, None);
        Assert.Equal((byte[])[4], await archive.ReadAsync("a/b", None));
        Assert.Equal(["a/b"], await archive.ListAsync("a", None));
    }

    [Fact]
    public async Task A_name_without_chunk_reads_as_null_and_lists_as_nothing()
    {
        IChunkArchive archive = await OpenAsync();
        Assert.Null(await archive.ReadAsync("nowhere/at/all", None));
        Assert.Empty(await archive.ListAsync("nowhere/at", None));
        await archive.DeleteAsync("nowhere/at/all", None);
    }

    [Fact]
    public async Task Listing_gives_the_chunks_of_one_folder_in_ordinal_order()
    {
        IChunkArchive archive = await OpenAsync();
        foreach (string name in new[] { "j/a/0003", "j/a/0001", "j/ab/0009", "j/a/0002" })
        {
            await archive.WriteAsync(name, new byte[] { 7 }, None);
        }

        Assert.Equal(["j/a/0001", "j/a/0002", "j/a/0003"], await archive.ListAsync("j/a", None));
    }

    [Fact]
    public async Task A_deleted_chunk_is_gone()
    {
        IChunkArchive archive = await OpenAsync();
        await archive.WriteAsync("d/1", new byte[] { 1 }, None);
        await archive.WriteAsync("d/2", new byte[] { 2 }, None);
        await archive.DeleteAsync("d/1", None);
        Assert.Null(await archive.ReadAsync("d/1", None));
        Assert.Equal(["d/2"], await archive.ListAsync("d", None));
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:0614141.107346.2017")]
    [InlineData("Kühlschrank Nr. 7")]
    [InlineData("..")]
    [InlineData("100%")]
    public async Task Any_text_may_stand_in_a_folder_s_name(string part)
    {
        IChunkArchive archive = await OpenAsync();
        await archive.WriteAsync($"history/{part}/0001", new byte[] { 9 }, None);
        Assert.Equal((byte[])[9], await archive.ReadAsync($"history/{part}/0001", None));
        Assert.Equal([$"history/{part}/0001"], await archive.ListAsync($"history/{part}", None));
    }
}
