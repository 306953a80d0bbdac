using System.Text;
using TwinGrid.Adapters.Csv;
using TwinGrid.Adapters.Loggers;
using TwinGrid.Adapters.Replay;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Adapters.Tests.Loggers;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Tests;

/// <summary>Files of every kind stand whatever is in them. The files lie in memory where the system has a place for that.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private const long MostBytes = 8 << 20;
    private const string Memory = "/dev/shm", Truth = "set,experiment,epc,tag_x_m,tag_y_m\nD1,exp 1,E200,0.5,1.25\nD1,\"exp \"\"2\"\"\",E201,-0.5,1e-1\n";

    private readonly string _path = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"twingrid-fuzz-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Reads_in_csv_plain_and_packed()
    {
        string table = Reads.Table(Reads.Row, Reads.Row, "\"D1\",exp 2,E201,920875000,0.04,12,3.1,0.5,-60");
        Stands([Encoding.UTF8.GetBytes(table), TempFolder.Gzip(table)], path => Drain(new PhaseReadCsv(path)));
    }

    [Fact]
    public void Truths_in_csv_plain_and_packed() => Stands([Encoding.UTF8.GetBytes(Truth), TempFolder.Gzip(Truth)], path => TagTruthCsv.Read(path));

    [Fact]
    public void Exports_of_loggers() => Stands([Encoding.UTF8.GetBytes(Exports.Run()), Encoding.UTF8.GetBytes(Exports.Days())], path => BerlingerReader.Read(path));

    [Fact]
    public async Task Recordings()
    {
        var room = new SimulatedRoom(RoomSynthesis.Create(new RoomOptions { TagCount = 3, AnchorCount = 3 }, 1), "room", DateTimeOffset.UnixEpoch);
        byte[][] chunks = [.. (await room.ReadAsync(TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken))
            .SelectMany(batch => new[] { ObservationCodec.Encode(batch, compress: true), ObservationCodec.Encode(batch, compress: false) })];
        Stands([.. chunks, [.. chunks[0], .. chunks[1]]], path => Drain(new WholeRecording(path)));
    }

    private void Stands(IReadOnlyList<byte[]> samples, Action<string> read) => FuzzInput.Stands<BadInputException>(
        samples,
        input =>
        {
            File.WriteAllBytes(_path, input);
            read(_path);
        },
        MostBytes);

    private static void Drain(IObservationSource source)
    {
        IAsyncEnumerator<ObservationBatch> batches = source.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        try
        {
            while (batches.MoveNextAsync().AsTask().GetAwaiter().GetResult())
            {
            }
        }
        finally
        {
            batches.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
