using System.Runtime.CompilerServices;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>
/// A source whose observations are recorded as they pass. A batch is recorded before it goes on; one that can't be, because the disk
/// is full, goes on all the same and is counted: what happens live is worth more than its recording.
/// </summary>
/// <param name="source">What is recorded.</param>
/// <param name="writer">Where to; stays open over all sessions of the source, and is whoever made it's to dispose.</param>
public sealed class Recorder(IObservationSource source, RecordingWriter writer) : IObservationSource
{
    private long _recorded, _unrecorded;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <summary>Observations recorded.</summary>
    public long Recorded => Interlocked.Read(ref _recorded);

    /// <summary>Observations that went on without being recorded.</summary>
    public long Unrecorded => Interlocked.Read(ref _unrecorded);

    /// <summary>Why the last of those was not; null where all were.</summary>
    public string? Fault { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ObservationBatch batch in source.ReadAsync(cancellationToken))
        {
            try
            {
                await writer.AppendAsync(batch);
                Interlocked.Add(ref _recorded, batch.Count);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or BadInputException)
            {
                Interlocked.Add(ref _unrecorded, batch.Count);
                Fault = fault.Message;
            }

            yield return batch;
        }
    }
}
