using TwinGrid.Adapters.Csv;
using TwinGrid.Model;

namespace TwinGrid.Cli.Locate;

/// <summary>What a first pass over a file of reads says of one scene: how much there is, and where the antenna has been.</summary>
/// <param name="Reads">Number of rows.</param>
/// <param name="Low">Smallest antenna coordinates, in metres.</param>
/// <param name="High">Largest antenna coordinates, in metres.</param>
internal sealed record SceneSurvey(long Reads, Position Low, Position High)
{
    /// <summary>Surveys a file; a fault anywhere in it is found before any twin is told anything.</summary>
    /// <param name="reads">The file.</param>
    /// <param name="cancellationToken">Ends the survey.</param>
    /// <returns>Scenes by name, in the order of the file.</returns>
    public static async Task<IReadOnlyDictionary<string, SceneSurvey>> OfAsync(PhaseReadCsv reads, CancellationToken cancellationToken)
    {
        var scenes = new Dictionary<string, SceneSurvey>(StringComparer.Ordinal);
        await foreach ((string scene, ObservationBatch batch) in reads.ReadScenesAsync(cancellationToken))
        {
            SceneSurvey known = scenes.GetValueOrDefault(scene) ?? new SceneSurvey(0, batch.Reads[0].Antenna, batch.Reads[0].Antenna);
            Position low = known.Low, high = known.High;
            foreach (PhaseRead read in batch.Reads)
            {
                Position at = read.Antenna;
                low = new Position(Math.Min(low.X, at.X), Math.Min(low.Y, at.Y), Math.Min(low.Z, at.Z));
                high = new Position(Math.Max(high.X, at.X), Math.Max(high.Y, at.Y), Math.Max(high.Z, at.Z));
            }

            scenes[scene] = new SceneSurvey(known.Reads + batch.Count, low, high);
        }

        return scenes;
    }
}
