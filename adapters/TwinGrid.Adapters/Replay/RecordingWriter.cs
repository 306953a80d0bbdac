using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>
/// Appends batches to a recording. A batch is with the operating system before <see cref="AppendAsync"/> returns, so it survives the
/// end of this process however that comes; it is on the disk within <see cref="RecorderOptions.FlushEvery"/>.
/// </summary>
public sealed class RecordingWriter : IDisposable
{
    private readonly string _path;
    private readonly RecorderOptions _options;
    private readonly TimeProvider _time;
    private FileStream _file;
    private long _number, _whole, _flushed;

    /// <summary>Goes on behind what a recording holds, or begins it. A last chunk that was cut off is removed.</summary>
    /// <param name="path">The first file.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="time">The clock by which it is flushed.</param>
    /// <exception cref="BadInputException">What is there is no recording, or can't be written.</exception>
    public RecordingWriter(string path, RecorderOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Require();
        (_path, _options, _time) = (path, options, time);
        IReadOnlyList<(long Number, string Path)> files = RecordingFiles.Of(path);
        _number = files.Count == 0 ? 1 : files[^1].Number;
        _whole = files.Count == 0 ? 0 : RecordingFiles.WholeLength(files[^1].Path);
        _file = Open(RecordingFiles.PathOf(path, _number));
        CutOff = _file.Length - _whole;
        _file.SetLength(_whole);
        _file.Position = _whole;
        _flushed = time.GetTimestamp();
    }

    /// <summary>Bytes of a chunk without an end that were removed when the recording was taken up again.</summary>
    public long CutOff { get; }

    /// <summary>Appends a batch. What can't be written whole is taken back, so that the next batch stands where it belongs.</summary>
    /// <exception cref="IOException">The disk is full or can't be written.</exception>
    public async ValueTask AppendAsync(ObservationBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        byte[] chunk = ObservationCodec.Encode(batch, compress: true);
        if (_whole > 0 && _whole + chunk.Length > _options.FileBytes)
        {
            Rotate();
        }

        try
        {
            await _file.WriteAsync(chunk);
        }
        catch (IOException)
        {
            _file.SetLength(_whole);
            _file.Position = _whole;
            throw;
        }

        _whole += chunk.Length;
        if (_time.GetElapsedTime(_flushed) >= _options.FlushEvery)
        {
            _file.Flush(flushToDisk: true);
            _flushed = _time.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }

    private void Rotate()
    {
        FileStream next = Open(RecordingFiles.PathOf(_path, _number + 1));
        Dispose();
        (_file, _whole, _number) = (next, 0, _number + 1);
        foreach ((_, string old) in RecordingFiles.Of(_path).SkipLast(_options.MostFiles))
        {
            File.Delete(old);
        }
    }

    /// <summary>Without a buffer of its own: what is written is the operating system's at once.</summary>
    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException(path, 0, "a file that can be written", fault.Message, fault);
        }
    }
}
