using System.Text;
using TwinGrid.Silo.Worlds;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Silo.Tests.Worlds;

public class LiveWorldTests
{
    private static readonly WorldModel World = new(1, 1_000_000_000, WorldParameters.Default);

    [Fact]
    public async Task Twins_live_until_they_have_had_their_observations()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            LiveOutcome outcome = await LiveWorld.RunAsync(
                Options(folder) with { ObservationsEach = 3 }, TimeProvider.System, _ => { }, null, TestContext.Current.CancellationToken);
            Assert.InRange(outcome.Progress.Twins, 2, 960);
            Assert.InRange(outcome.Progress.Observations, 3 * 480, 100 * 480);
            Assert.Equal((8, false), (outcome.Doors, outcome.IsCancelled));
            // Tests beside this one let go of memory too, so a figure can be asked for, not its size.
            Assert.True(double.IsFinite(outcome.HeapBytesPerTwin));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_cleanly_and_says_so()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        using var end = new CancellationTokenSource();
        try
        {
            LiveOutcome outcome = await LiveWorld.RunAsync(
                Options(folder) with { ObservationsEach = double.PositiveInfinity }, TimeProvider.System, _ => { }, progress => CancelAfterTheFirst(progress, end), end.Token);
            Assert.True(outcome.IsCancelled);
            Assert.NotEqual(0, outcome.Progress.Observations);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Alerts_come_where_cooling_fails_and_are_timed()
    {
        Hazard failure = new(1, 600, 120);
        WorldParameters warm = WorldParameters.Default with
        {
            Classes = [WorldParameters.Default.Classes.First(goods => goods.SetPoint is not null) with { Twentieths = WorldModel.PatternLength }],
            Hazards = WorldParameters.Default.Hazards with { TrailerUnit = failure, TruckUnit = failure, VanDoors = failure },
        };
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            LiveOutcome outcome = await LiveWorld.RunAsync(
                Options(folder) with { World = new WorldModel(1, 1_000_000_000, warm), ObservationsEach = 20 }, TimeProvider.System, _ => { }, null, TestContext.Current.CancellationToken);
            // One logger at each of eight doors; some that fail early are out before the run begins.
            Assert.InRange(outcome.AlertMilliseconds.Count, 1, 8);
            Assert.Equal(outcome.AlertMilliseconds.Count, outcome.Progress.Alerts);
            Assert.All(outcome.AlertMilliseconds, milliseconds => Assert.InRange(milliseconds, 0, 600_000));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Rules_of_every_cooled_class_can_be_read() =>
        Assert.All(WorldParameters.Default.Classes.Where(goods => goods.SetPoint is not null), goods =>
        {
            RuleSet rules = RuleJson.Read(Encoding.UTF8.GetBytes(WorldRules.JsonOf(goods)));
            Assert.Equal(new[] { goods.High, goods.Low }.Count(limit => limit is not null), rules.Rules.Count);
        });

    private static void CancelAfterTheFirst(LiveProgress progress, CancellationTokenSource end)
    {
        if (progress.Observations > 0)
        {
            end.Cancel();
        }
    }

    private static LiveOptions Options(DirectoryInfo folder) => new() { World = World, Twins = 960, Speed = 1e7, DataFolder = folder.FullName };
}
