using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Csv;

/// <summary>
/// Reads of tags by a reader whose antenna moves along a track, from a CSV file with a header, plain or gzip.
/// </summary>
/// <remarks>
/// Columns: <c>set</c> (session: same reader, antenna and room), <c>experiment</c> (one placement of the tags),
/// <c>epc</c>, <c>frequency_hz</c>, <c>antenna_x_m</c>, <c>reads</c> (reads averaged), <c>mean_phase_rad</c>
/// (two-way phase), <c>resultant</c> (mean resultant length, 0 to 1), <c>mean_rssi_dbm</c>; where present also
/// <c>antenna_y_m</c> and <c>antenna_z_m</c>, taken as zero otherwise. Other columns are passed over.
/// </remarks>
public sealed class PhaseReadCsv(string path) : IObservationSource
{
    private const int BatchSize = 1024;
    private static readonly string[] Required =
        ["set", "experiment", "epc", "frequency_hz", "antenna_x_m", "reads", "mean_phase_rad", "resultant", "mean_rssi_dbm"];

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((string _, ObservationBatch batch) in ReadScenesAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    /// <summary>The observations with the scene that they belong to, in batches that don't cross scenes.</summary>
    /// <exception cref="BadInputException">The file can't be understood.</exception>
    public async IAsyncEnumerable<(string Scene, ObservationBatch Batch)> ReadScenesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CsvTable table = CsvTable.Open(path, Required);
        bool hasY = table.Has("antenna_y_m"), hasZ = table.Has("antenna_z_m");
        var batch = ImmutableArray.CreateBuilder<PhaseRead>(BatchSize);
        string scene = "";
        long sequence = 0;
        while (table.Next())
        {
            string next = SceneName(table.Text("set"), table.Text("experiment"));
            if (batch.Count > 0 && (batch.Count >= BatchSize || next != scene))
            {
                yield return (scene, ObservationBatch.Of(batch.DrainToImmutable()));
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            scene = next;
            batch.Add(ReadOf(table, ++sequence, hasY, hasZ));
        }

        if (sequence == 0)
        {
            throw new BadInputException(path, 2, "at least one row of reads", "the end of the file");
        }

        yield return (scene, ObservationBatch.Of(batch.DrainToImmutable()));
    }

    /// <summary>How a scene is called: set and experiment, with characters that names don't allow written as %XX.</summary>
    /// <param name="set">The session.</param>
    /// <param name="experiment">The placement of the tags.</param>
    public static string SceneName(string set, string experiment) => PlainName.Of(set) + ":" + PlainName.Of(experiment);

    private PhaseRead ReadOf(CsvTable table, long sequence, bool hasY, bool hasZ) => new(
        new ObservationId(path, sequence),
        DateTimeOffset.UnixEpoch.AddMilliseconds(sequence),
        PlainName.Of(table.Text("epc")),
        new Position(table.Number("antenna_x_m", -1e6, 1e6), hasY ? table.Number("antenna_y_m", -1e6, 1e6) : 0, hasZ ? table.Number("antenna_z_m", -1e6, 1e6) : 0),
        table.Number("frequency_hz", 1e6, 1e12),
        table.Number("mean_phase_rad", -1e6, 1e6),
        table.Whole("reads", 1, 1_000_000_000),
        table.Number("resultant", 0, 1),
        table.Number("mean_rssi_dbm", -300, 100));
}
