using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>Plays the quality manager: takes note of every excursion that is open when the story ends and says what becomes of the goods.</summary>
internal static class QualityManager
{
    /// <summary>How she signs.</summary>
    public const string Name = "A. Quality (simulated)";

    private const int Most = 100_000;

    /// <summary>Acknowledges and decides; answers how many excursions.</summary>
    public static async Task<int> DecideAsync(ChainSilo silo, CancellationToken cancellationToken)
    {
        IReadOnlyList<LoggedFact> open = await silo.Store.Facts.ThreadsAsync(
            [ExcursionFacts.Started, ExcursionFacts.Ended, ExcursionFacts.Revised], null, Most, cancellationToken);
        foreach (FactRecord fact in open.Select(logged => logged.Fact))
        {
            IReadOnlyList<LoggedFact> thread = await silo.Store.Facts.OfThreadAsync(fact.Thread!, cancellationToken);
            ExcursionFile file = ExcursionLifeCycle.Fold(thread.Select(chapter => chapter.Fact))!;
            IObjectGrain twin = silo.Grains.GetGrain<IObjectGrain>(TwinKeys.InSite(fact.Site, fact.Subject));
            (string verdict, string note) = VerdictOn(file);
            await twin.Acknowledge(file.Id, Name, "seen");
            await twin.Disposition(file.Id, Name, verdict, note);
        }

        return open.Count;
    }

    private static (string Verdict, string Note) VerdictOn(ExcursionFile file) => file.Excursion.Rule switch
    {
        ChainRules.Budget => (DispositionExcursion.Reject, "the stability budget is used up"),
        ChainRules.Warm when !file.IsLasting => (DispositionExcursion.Release, "within the stability budget unless that is broken as well"),
        _ => (DispositionExcursion.Investigate, "to be looked at by hand"),
    };
}
