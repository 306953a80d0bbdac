using System.Runtime.CompilerServices;
using TwinGrid.Adapters.Replay;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Tests.Replay;

public sealed class RecorderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder.Root, "dock.tgo");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_batch_is_in_the_file_before_it_goes_on()
    {
        using RecordingWriter writer = Writer();
        int passed = 0;
        await foreach (ObservationBatch batch in new Recorder(new Numbered(1, 5), writer).ReadAsync(Token))
        {
            passed++;
            Assert.Equal(Enumerable.Range(1, passed), Sequences(await new Recording(FilePath).ReadAsync(Token).ToArrayAsync(Token)));
        }

        Assert.Equal(5, passed);
    }

    [Fact]
    public async Task A_recording_goes_on_behind_what_is_there_and_over_files_of_bounded_size()
    {
        for (int session = 0; session < 3; session++)
        {
            using RecordingWriter writer = Writer(fileBytes: 300);
            var recorder = new Recorder(new Numbered(10 * session + 1, 10), writer);
            Assert.Equal(10, await recorder.ReadAsync(Token).CountAsync(Token));
            Assert.Equal((10, 0, null, 0), (recorder.Recorded, recorder.Unrecorded, recorder.Fault, writer.CutOff));
        }

        IReadOnlyList<(long Number, string Path)> files = RecordingFiles.Of(FilePath);
        Assert.True(files.Count > 5);
        Assert.Equal(Enumerable.Range(1, files.Count).Select(number => (long)number), files.Select(file => file.Number));
        Assert.All(files, file => Assert.InRange(new FileInfo(file.Path).Length, 1, 300));
        Assert.Equal(Enumerable.Range(1, 30), Sequences(await new Recording(FilePath).ReadAsync(Token).ToArrayAsync(Token)));
    }

    [Fact]
    public async Task Only_the_newest_files_are_kept_where_a_number_is_set()
    {
        using (RecordingWriter writer = Writer(fileBytes: 300, files: 2))
        {
            await new Recorder(new Numbered(1, 30), writer).ReadAsync(Token).CountAsync(Token);
        }

        Assert.Equal(2, RecordingFiles.Of(FilePath).Count);
        int[] kept = Sequences(await new WholeRecording(FilePath).ReadAsync(Token).ToArrayAsync(Token));
        Assert.Equal(Enumerable.Range(kept[0], kept.Length), kept);
        Assert.Equal(30, kept[^1]);
    }

    [Fact]
    public async Task After_a_kill_at_any_byte_the_whole_chunks_are_played_and_the_next_session_goes_on_behind_them()
    {
        using (RecordingWriter writer = Writer())
        {
            await new Recorder(new Numbered(1, 3), writer).ReadAsync(Token).CountAsync(Token);
        }

        byte[] whole = await File.ReadAllBytesAsync(FilePath, Token);
        int[] ends = [.. Ends(whole)];
        for (int length = 0; length <= whole.Length; length++)
        {
            _folder.Write("dock.tgo", whole[..length]);
            int chunks = ends.Count(end => end <= length), rest = length - ends.Where(end => end <= length).DefaultIfEmpty(0).Max();
            var played = new WholeRecording(FilePath);
            Assert.Equal((length - rest, rest), (played.Length, played.CutOff));
            Assert.Equal(Enumerable.Range(1, chunks), Sequences(await played.ReadAsync(Token).ToArrayAsync(Token)));
            using (RecordingWriter writer = Writer())
            {
                Assert.Equal(rest, writer.CutOff);
                await writer.AppendAsync(Numbered.Batch(99));
            }

            Assert.Equal(Enumerable.Range(1, chunks).Append(99), Sequences(await new Recording(FilePath).ReadAsync(Token).ToArrayAsync(Token)));
        }
    }

    [Fact]
    public async Task What_can_not_be_recorded_goes_on_and_is_counted()
    {
        RecordingWriter writer = Writer(fileBytes: 100);
        await writer.AppendAsync(Numbered.Batch(1));
        Directory.CreateDirectory(Path.Combine(_folder.Root, "dock.2.tgo"));
        var recorder = new Recorder(new Numbered(2, 3), writer);
        Assert.Equal(3, await recorder.ReadAsync(Token).CountAsync(Token));
        Assert.Equal((0, 3), (recorder.Recorded, recorder.Unrecorded));
        Assert.Contains("dock.2.tgo", recorder.Fault, StringComparison.Ordinal);
        writer.Dispose();
        Assert.Equal(1, Assert.Single(Sequences(await new Recording(FilePath).ReadAsync(Token).ToArrayAsync(Token))));
    }

    [Theory]
    [InlineData("what someone wrote by hand")]
    [InlineData("a")]
    [InlineData("TGX")]
    public void A_file_of_something_else_is_neither_played_nor_written_over(string text)
    {
        _folder.Write("dock.tgo", text);
        Assert.Contains("byte 0: expected", Assert.Throws<BadInputException>(() => Writer()).Message, StringComparison.Ordinal);
        Assert.Contains("byte 0: expected", Assert.Throws<BadInputException>(() => new WholeRecording(FilePath)).Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => new WholeRecording(Path.Combine(_folder.Root, "none.tgo")));
        Assert.Throws<BadInputException>(() => new RecordingWriter(FilePath, new RecorderOptions { MostFiles = 0 }, TimeProvider.System));
    }

    private RecordingWriter Writer(long fileBytes = 1 << 20, int files = int.MaxValue) =>
        new(FilePath, new RecorderOptions { FileBytes = fileBytes, MostFiles = files }, TimeProvider.System);

    private static int[] Sequences(IEnumerable<ObservationBatch> batches) => [.. batches.SelectMany(batch => batch.Readings).Select(reading => (int)reading.Id.Sequence)];

    private static IEnumerable<int> Ends(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            at += ObservationCodec.HeaderLength + ObservationCodec.BodyLength(file.AsSpan(at, ObservationCodec.HeaderLength));
            yield return at;
        }
    }

    /// <summary>A batch of one reading a second, numbered.</summary>
    private sealed class Numbered(int first, int count) : IObservationSource
    {
        public string Name => "numbered";

        public static ObservationBatch Batch(int number) => ObservationBatch.Of(
            [new SensorRead(new ObservationId("logger", number), DateTimeOffset.UnixEpoch.AddSeconds(number), "vial", number)]);

        public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (int number = first; number < first + count; number++)
            {
                await Task.Yield();
                yield return Batch(number);
            }
        }
    }
}
