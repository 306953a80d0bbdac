using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Signal.Tests.Tracks;

/// <summary>
/// Real readings of Xu et al. (AdaRF): a metre of track, 3 tags 20 cm apart (D1) or 8 tags 8 cm apart (D2). They carry no
/// licence and stand beside the repository, not in it.
/// </summary>
public class AdaRfTests
{
    private static readonly SearchBox Box = new(new(-0.2, 0.2), new(1.2, 1.8));

    [Theory]
    [InlineData("D1", new[] { "181218-02-50-8", "181219-01-50-8", "181219-05-50-8", "181219-08-50-8" }, 0.13)]
    [InlineData("D2", new[] { "190110-01-50-8", "190110-07-50-8", "190110-14-50-8" }, 0.08)]
    public void Real_tags_are_nearer_than_by_the_plain_hologram(string set, string[] experiments, double limit)
    {
        string? folder = Find();
        if (folder is null)
        {
            Assert.Skip("the AdaRF readings don't stand beside the repository (../shared/data/adarf)");
        }

        List<double> errors = [], plain = [];
        foreach (string experiment in experiments)
        {
            (TrackScene scene, Position[] truth) = Read(folder, set, experiment);
            TrackSolution solution = TrackLocalization.Solve(scene, ct: TestContext.Current.CancellationToken);
            Assert.All(solution.Tags, t => Assert.True(t.IsLocated));
            errors.AddRange(solution.Tags.Select((t, i) => t.Position.DistanceTo(truth[i])));
            plain.AddRange(scene.Tags.Select((t, i) => TrackHologram.Peak(t, Box, 0.02).DistanceTo(truth[i])));
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1:F3} m, plain hologram {2:F3} m", set, Median(errors), Median(plain));
        Assert.InRange(Median(errors), 0, limit);
        Assert.True(errors.Sum() < plain.Sum(), FormattableString.Invariant($"{errors.Sum():F3} m against {plain.Sum():F3} m of the plain hologram"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Looks from the source file, because an output tree can stand anywhere.</summary>
    private static string? Find([CallerFilePath] string source = "")
    {
        string start = File.Exists(source) ? Path.GetDirectoryName(source)! : AppContext.BaseDirectory;
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "TwinGrid.sln")))
            {
                string folder = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data", "adarf"));
                return File.Exists(Path.Combine(folder, "reads_d1_d2.csv.gz")) ? folder : null;
            }
        }

        return null;
    }

    private static (TrackScene Scene, Position[] Truth) Read(string folder, string set, string experiment)
    {
        Dictionary<string, Position> truth = [];
        foreach (string[] row in File.ReadLines(Path.Combine(folder, "truth_d1_d2.csv")).Select(l => l.Split(',')).Where(r => r[0] == set && r[1] == experiment))
        {
            truth[row[2]] = new Position(Number(row[3]), Number(row[4]));
        }

        string[] tags = [.. truth.Keys.Order(StringComparer.Ordinal)];
        List<TrackPoint>[] points = [.. tags.Select(_ => new List<TrackPoint>())];
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "reads_d1_d2.csv.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            string[] row = line.Split(',');
            if (row[0] == set && row[1] == experiment && truth.ContainsKey(row[3]))
            {
                points[Array.IndexOf(tags, row[3])].Add(new TrackPoint(new(Number(row[5]), 0), Number(row[4]), Number(row[7]), Number(row[9]), int.Parse(row[6], CultureInfo.InvariantCulture)));
            }
        }

        return (new TrackScene(points, Box), [.. tags.Select(t => truth[t])]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
