using System.Text.Json;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>What is kept of a sweep between two runs: which world it counts, how far it came, the counts and the time it took.</summary>
/// <param name="World">The world's mark: see <see cref="MarkOf"/>.</param>
/// <param name="NextWave">The first wave that isn't counted yet.</param>
/// <param name="Seconds">Time spent so far.</param>
/// <param name="Counts">The counts in the tally's order.</param>
internal sealed record CensusCheckpoint(string World, long NextWave, double Seconds, long[] Counts)
{
    /// <summary>
    /// A mark that changes with the seed, the size, any parameter and with the program's way from numbers to lives: besides all
    /// parameters it holds the counts of one wave.
    /// </summary>
    public static string MarkOf(Lives lives)
    {
        WorldModel world = lives.World;
        WaveCounter counter = new(lives);
        counter.Count(world.Waves / 2);
        var counts = new long[counter.Tally.Length];
        counter.Tally.CopyTo(counts);
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(new { world.Seed, world.Objects, world.Parameters, counts });
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text));
    }

    /// <summary>Goes on from a file where it belongs to the world, and begins anew where there is none.</summary>
    /// <exception cref="FormatException">The file isn't a checkpoint, or is one of another world.</exception>
    public static (CensusSweep Sweep, double Seconds) Open(FileInfo? file, Lives lives, int workers, string mark)
    {
        if (file is null || !file.Exists)
        {
            return (new CensusSweep(lives, workers), 0);
        }

        try
        {
            CensusCheckpoint? kept = JsonSerializer.Deserialize<CensusCheckpoint>(File.ReadAllBytes(file.FullName));
            return kept?.World == mark
                ? (new CensusSweep(lives, workers, kept.NextWave, kept.Counts), kept.Seconds)
                : throw new FormatException($"{file}: expected a checkpoint of this world, found one of another seed, size, parameters or version; name another file");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FormatException($"{file}: expected a checkpoint of a census, found: {fault.Message}", fault);
        }
    }

    /// <summary>Keeps a sweep; a run that is killed meanwhile leaves the file before it.</summary>
    public static void Keep(FileInfo? file, CensusSweep sweep, double seconds, string mark)
    {
        if (file is null)
        {
            return;
        }

        var counts = new long[sweep.Tally.Length];
        sweep.Tally.CopyTo(counts);
        string beside = file.FullName + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(new CensusCheckpoint(mark, sweep.NextWave, seconds, counts)));
        File.Move(beside, file.FullName, overwrite: true);
    }
}
