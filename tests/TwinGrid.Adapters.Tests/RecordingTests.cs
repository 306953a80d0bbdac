using TwinGrid.Adapters.Csv;
using TwinGrid.Adapters.Replay;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Adapters.Tests;

public sealed class RecordingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder.Root, "room.tgo");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_recorded_is_read_back_batch_by_batch_bit_for_bit()
    {
        SimulatedRoom room = Room();
        ObservationBatch[] expected = await room.ReadAsync(Token).ToArrayAsync(Token);
        Assert.True(expected.Length > 1);
        Assert.Equal(expected.Sum(batch => batch.Count), await Recording.WriteAsync(room, FilePath, Token));
        ObservationBatch[] found = await new Recording(FilePath).ReadAsync(Token).ToArrayAsync(Token);
        Assert.Equal(expected.Select(Chunk), found.Select(Chunk));
    }

    [Fact]
    public async Task Reads_are_recorded_as_probes_are()
    {
        var source = new PhaseReadCsv(_folder.Write("reads.csv", Reads.Long(100)));
        await Recording.WriteAsync(source, FilePath, Token);
        PhaseRead[] expected = [.. (await source.ReadAsync(Token).ToArrayAsync(Token)).SelectMany(batch => batch.Reads)];
        Assert.Equal(expected, (await new Recording(FilePath).ReadAsync(Token).ToArrayAsync(Token)).SelectMany(batch => batch.Reads));
    }

    [Fact]
    public async Task A_cut_recording_gives_its_whole_batches_and_then_names_the_byte()
    {
        await Recording.WriteAsync(Room(), FilePath, Token);
        byte[] whole = await File.ReadAllBytesAsync(FilePath, Token);
        int second = 9 + BitConverter.ToInt32(whole, 5);
        _folder.Write("room.tgo", whole[..(second + 100)]);
        var batches = new List<ObservationBatch>();
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(async () =>
        {
            await foreach (ObservationBatch batch in new Recording(FilePath).ReadAsync(Token))
            {
                batches.Add(batch);
            }
        });
        Assert.Single(batches);
        Assert.StartsWith($"{FilePath}, byte {second}: expected a chunk of observations, found ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_at_its_first_byte()
    {
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(async () =>
            await new Recording(_folder.Write("text.tgo", Reads.Long(5))).ReadAsync(Token).ToArrayAsync(Token));
        Assert.Contains("text.tgo, byte 0: expected", fault.Message, StringComparison.Ordinal);
    }

    private static SimulatedRoom Room() => new(RoomSynthesis.Create(new RoomOptions(), 3), "room", DateTimeOffset.UnixEpoch);

    private static string Chunk(ObservationBatch batch) => Convert.ToHexString(ObservationCodec.Encode(batch, compress: false));
}
