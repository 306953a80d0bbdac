using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>One kind of answers beside the truth.</summary>
/// <param name="Name">What was asked, as a key for machines.</param>
/// <param name="Question">What was asked, in words.</param>
/// <param name="Right">Answers that are right.</param>
/// <param name="Of">Answers wanted.</param>
/// <param name="Note">What else there is to say; empty for nothing.</param>
internal sealed record ChainCheck(string Name, string Question, int Right, int Of, string Note)
{
    /// <summary>Whether all are right.</summary>
    public bool IsRight => Right == Of;
}

/// <summary>A silo's answers beside the truth of the story.</summary>
/// <param name="Checks">Each kind of answers.</param>
/// <param name="Excursions">Found, missed and false excursions of pallets.</param>
/// <param name="LargestExposureError">Largest difference of a carton's proven time above the limit from the true one.</param>
/// <param name="LargestPositionError">Largest distance of a pallet from its true place, in metres; null when none was located.</param>
internal sealed record ChainComparison(
    IReadOnlyList<ChainCheck> Checks, (int Found, int Missed, int False) Excursions, TimeSpan LargestExposureError, double? LargestPositionError)
{
    private const double PositionTolerance = 0.1;

    /// <summary>Compares.</summary>
    public static ChainComparison Of(SupplyChainScenario scenario, ChainAnswers answers)
    {
        ChainTruth truth = scenario.Truth;
        TimeSpan tolerance = Tolerance(scenario);
        (int Found, int Missed, int False) excursions = ExcursionsOf(truth, answers);
        TimeSpan[] errors = [.. truth.Cartons.Select(carton => (answers.Cartons[carton.Epc].Above - carton.Above).Duration())];
        double[] distances = [.. truth.Pallets.Where(pallet => answers.Positions[pallet.Epc].Status == LocationStatus.Located)
            .Select(pallet => answers.Positions[pallet.Epc].Position.DistanceTo(pallet.Position))];
        return new ChainComparison(
            [
                CountOf("where", "where each carton is, and at what stage of its life", truth.Cartons, carton => IsWhere(carton, answers.Where[carton.Epc])),
                SetOf("recall", "cartons of the recalled lot", truth.Cartons.Where(carton => carton.Lot == truth.RecalledLot).Select(carton => carton.Epc), answers.Recall.Items.Select(item => item.Epc)),
                SetOf("in_truck", "what was in truck B while its unit had failed", truth.InWarmTruck, answers.InWarmTruck),
                new ChainCheck("path", "places on the path of the traced carton", PlacesRight(truth, answers.Trace), truth.Path.Length, ""),
                new ChainCheck("excursions", "excursions of pallets", excursions.Found, excursions.Found + excursions.Missed, $"{excursions.False} false"),
                CountOf("exposure", $"minutes above {ChainRules.High} °C of each carton, to {tolerance.TotalMinutes:0} min", truth.Cartons, carton => (answers.Cartons[carton.Epc].Above - carton.Above).Duration() <= tolerance),
                CountOf("budget", "cartons by whether their stability budget is used up", truth.Cartons, carton => answers.Cartons[carton.Epc].Verdict == CartonVerdict.Rejected == carton.IsSpoilt),
                CountOf("position", $"pallets within {PositionTolerance * 100:0} cm of their place in the cold rooms", truth.Pallets, pallet => IsPlaced(pallet, answers.Positions[pallet.Epc])),
                new ChainCheck("audit", "log of facts unaltered", answers.Audit.Break is null ? 1 : 0, 1, $"{answers.Audit.Count} records"),
            ],
            excursions,
            errors.Max(),
            distances.Length > 0 ? distances.Max() : null);
    }

    /// <summary>Each crossing of the limit is seen one logging interval late at most, and readings near it are noisy: two crossings, twice.</summary>
    private static TimeSpan Tolerance(SupplyChainScenario scenario) => 4 * scenario.Options.LoggingInterval;

    private static ChainCheck CountOf<T>(string name, string question, IReadOnlyCollection<T> wanted, Func<T, bool> isRight) =>
        new(name, question, wanted.Count(isRight), wanted.Count, "");

    private static ChainCheck SetOf(string name, string question, IEnumerable<string> wanted, IEnumerable<string> answered)
    {
        HashSet<string> right = [.. wanted], found = [.. answered];
        int both = found.Count(right.Contains), besides = found.Count - both;
        return new ChainCheck(name, question, both - besides, right.Count, besides > 0 ? $"{besides} besides" : "");
    }

    private static bool IsWhere(CartonTruth carton, WhereAnswer answer) =>
        answer.IsKnown && answer.Stage == carton.Stage && (carton.Place is null || answer.Place == carton.Place);

    private static bool IsPlaced(PalletTruth pallet, ObjectSnapshot found) =>
        found.Status == LocationStatus.Located && found.Position.DistanceTo(pallet.Position) <= PositionTolerance;

    private static int PlacesRight(ChainTruth truth, TraceAnswer trace)
    {
        string[] told = [.. trace.Places.Select(span => span.Place)];
        int same = truth.Path.Zip(told).TakeWhile(pair => pair.First == pair.Second).Count();
        return told.Length == truth.Path.Length ? same : Math.Min(same, truth.Path.Length - 1);
    }

    private static (int Found, int Missed, int False) ExcursionsOf(ChainTruth truth, ChainAnswers answers)
    {
        int found = 0, missed = 0, besides = 0;
        foreach (PalletTruth pallet in truth.Pallets)
        {
            List<string> told = [.. answers.Pallets[pallet.Epc].Broken];
            foreach (string rule in pallet.Excursions)
            {
                _ = told.Remove(rule) ? found++ : missed++;
            }

            besides += told.Count;
        }

        return (found, missed, besides);
    }
}
