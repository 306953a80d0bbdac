using System.Runtime.CompilerServices;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>A recording up to its last whole chunk: what a program that was killed while it recorded has left of it.</summary>
public sealed class WholeRecording : IObservationSource
{
    private readonly (string Path, long Whole)[] _files;
    private readonly string _path;

    /// <summary>Finds how far a recording goes.</summary>
    /// <param name="path">Its first file.</param>
    /// <exception cref="BadInputException">It is no recording, or is broken elsewhere than at its end.</exception>
    public WholeRecording(string path)
    {
        IReadOnlyList<(long Number, string Path)> files = RecordingFiles.Of(path);
        string[] paths = files.Count == 0 ? [path] : [.. files.Select(file => file.Path)];
        _path = path;
        _files = [.. paths.Select(file => (file, RecordingFiles.WholeLength(file)))];
        Length = _files.Sum(file => file.Whole);
        CutOff = paths.Sum(file => new FileInfo(file).Length) - Length;
    }

    /// <inheritdoc/>
    public string Name => _path;

    /// <summary>Bytes of whole chunks.</summary>
    public long Length { get; }

    /// <summary>Bytes behind them that are part of a chunk only; zero in a recording that was closed.</summary>
    public long CutOff { get; }

    /// <summary>Bytes read so far.</summary>
    public long Played { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Played = 0;
        foreach ((string path, long whole) in _files)
        {
            await using FileStream stream = InputFile.Open(path);
            long before = Played;
            while (stream.Position < whole && await Recording.NextAsync(path, stream, cancellationToken) is { } batch)
            {
                Played = before + stream.Position;
                yield return batch;
            }
        }
    }
}
