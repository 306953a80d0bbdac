using Microsoft.Extensions.Logging;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Replay;
using TwinGrid.Model;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>A source that is recorded while it runs.</summary>
internal sealed class RecordedSource : IObservationSource, IDisposable
{
    private readonly RecordingWriter _writer;
    private readonly Recorder _recorder;
    private readonly ILogger _log;

    /// <summary>Goes on with a recording, or begins it.</summary>
    /// <param name="source">What is recorded.</param>
    /// <param name="path">The first file of the recording.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told at the end when something was not recorded.</param>
    /// <exception cref="BadInputException">What is there is no recording, or can't be written.</exception>
    public RecordedSource(IObservationSource source, string path, RecorderOptions options, TimeProvider time, ILogger log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _writer = new RecordingWriter(path, options, time);
        _recorder = new Recorder(source, _writer);
        _log = log;
    }

    /// <inheritdoc/>
    public string Name => _recorder.Name;

    /// <inheritdoc/>
    public IAsyncEnumerable<ObservationBatch> ReadAsync(CancellationToken cancellationToken) => _recorder.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_recorder.Unrecorded > 0)
        {
            _log.LogError("{Source}: {Count} observations were taken and not recorded: {Fault}", Name, _recorder.Unrecorded, _recorder.Fault);
        }

        _writer.Dispose();
    }
}
