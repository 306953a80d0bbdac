using TwinGrid.Adapters.Simulated.SupplyChain;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>A chain's story as told to a silo, and what the silo made of it.</summary>
/// <param name="Scenario">The story with its truth.</param>
/// <param name="Counts">What went in.</param>
/// <param name="Seconds">How long it took to go in and to reach the twins.</param>
/// <param name="Decided">Excursions that the quality manager decided on.</param>
/// <param name="Answers">What the silo answers.</param>
/// <param name="AnswerSeconds">How long the answers took.</param>
/// <param name="Comparison">The answers beside the truth.</param>
internal sealed record ChainRun(
    SupplyChainScenario Scenario, PlayedCounts Counts, double Seconds, int Decided, ChainAnswers Answers, double AnswerSeconds, ChainComparison Comparison)
{
    /// <summary>
    /// When a story begins: at midnight UTC, early enough that all of it lies in the past. The day changes names and times, and no figure.
    /// </summary>
    public static DateTimeOffset StartBefore(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) - TimeSpan.FromDays(Math.Ceiling(ChainSchedule.Length.TotalDays));

    /// <summary>Tells a story and asks for the outcome.</summary>
    /// <param name="silo">Where to.</param>
    /// <param name="scenario">The story.</param>
    /// <param name="speed">How many times faster than life; null for as fast as it goes.</param>
    /// <param name="watch">Shown each happening before it is told.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<ChainRun> RunAsync(
        ChainSilo silo, SupplyChainScenario scenario, double? speed, Action<ChainHappening>? watch, CancellationToken cancellationToken)
    {
        ChainDoors doors = await silo.SetUpAsync(scenario);
        long began = TimeProvider.System.GetTimestamp();
        PlayedCounts counts = await new ChainPlayer(silo.Clock, TimeProvider.System, doors).PlayAsync(scenario, speed, watch, cancellationToken);
        await silo.SettleAsync(doors, cancellationToken);
        double seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        int decided = await QualityManager.DecideAsync(silo, cancellationToken);
        long asked = TimeProvider.System.GetTimestamp();
        ChainAnswers answers = await ChainAnswers.AskAsync(scenario, silo.Store, silo.Desk, silo.Grains, cancellationToken);
        return new ChainRun(
            scenario, counts, seconds, decided, answers, TimeProvider.System.GetElapsedTime(asked).TotalSeconds, ChainComparison.Of(scenario, answers));
    }
}
