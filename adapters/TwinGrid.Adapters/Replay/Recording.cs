using System.Runtime.CompilerServices;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>
/// A file of observations as an adapter reported them: chunks of <see cref="ObservationCodec"/>, one a batch; with the files that
/// it went on in. Read back, it gives the same batches with the same values bit for bit.
/// </summary>
public sealed class Recording(string path) : IObservationSource
{
    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<(long Number, string Path)> files = RecordingFiles.Of(path);
        foreach (string file in files.Count == 0 ? [path] : files.Select(file => file.Path))
        {
            await using FileStream stream = InputFile.Open(file);
            while (await NextAsync(file, stream, cancellationToken) is { } batch)
            {
                yield return batch;
            }
        }
    }

    /// <summary>Writes a source to a recording; returns the number of observations written.</summary>
    /// <param name="source">What to record, to its end.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="cancellationToken">Ends the recording early.</param>
    public static async Task<long> WriteAsync(IObservationSource source, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using FileStream file = File.Create(path);
        long count = 0;
        await foreach (ObservationBatch batch in source.ReadAsync(cancellationToken))
        {
            await file.WriteAsync(ObservationCodec.Encode(batch, compress: true), cancellationToken);
            count += batch.Count;
        }

        return count;
    }

    /// <summary>The next batch of a file; null at its end.</summary>
    internal static async ValueTask<ObservationBatch?> NextAsync(string path, FileStream stream, CancellationToken cancellationToken)
    {
        long at = stream.Position;
        try
        {
            return await ObservationCodec.ReadAsync(stream, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException($"{path}, byte {at}", 0, "a chunk of observations", fault.Message, fault);
        }
    }
}
