using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Kinetics;
using TwinGrid.Trace.ColdChain.Series;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>What is to be done with a carton, by what the log proves of it.</summary>
internal enum CartonVerdict
{
    /// <summary>Nothing is known of its temperature, or a gap may hide what matters.</summary>
    Unproven,

    /// <summary>It was kept within the rules.</summary>
    Usable,

    /// <summary>It was too warm for a while, within what its stability allows.</summary>
    UsableSoon,

    /// <summary>Its stability budget is used up.</summary>
    Rejected,
}

/// <summary>What the log of facts holds of one thing, computed anew from the readings in it.</summary>
/// <param name="Epc">The thing, canonical.</param>
/// <param name="Readings">Readings that count for it, by time.</param>
/// <param name="Report">What its rules say of them.</param>
/// <param name="Above">Proven time above the limit.</param>
/// <param name="MeanKinetic">Mean kinetic temperature of what is known, in degrees Celsius; null when nothing is.</param>
/// <param name="Files">The excursions as they were told and handled.</param>
internal sealed record ThingRecord(
    string Epc, IReadOnlyList<Reading> Readings, ColdChainReport Report, TimeSpan Above, double? MeanKinetic, IReadOnlyList<ExcursionFile> Files)
{
    /// <summary>What is to be done with it.</summary>
    public CartonVerdict Verdict { get; } = VerdictOf(Readings, Report);

    /// <summary>Ids of the rules of the excursions that were told and stand.</summary>
    public IEnumerable<string> Broken => Files.Where(file => file.State != ExcursionState.Withdrawn).Select(file => file.Excursion.Rule);

    /// <summary>Who took note of its excursions; empty for nobody.</summary>
    public string AcknowledgedBy => string.Join(", ", Files.SelectMany(file => file.Acts).Where(act => act.Kind == ExcursionFacts.Acknowledged).Select(act => act.By).Distinct());

    /// <summary>Computes it.</summary>
    /// <param name="epc">The thing, canonical.</param>
    /// <param name="record">Its facts, folded.</param>
    /// <param name="interval">Logging interval.</param>
    public static ThingRecord Of(string epc, SubjectRecord record, TimeSpan interval)
    {
        ColdChainReport report = ColdChainMonitor.Evaluate(ChainRules.Set, record.Readings, interval);
        KineticMean mean = KineticMean.Empty(KineticMean.UspActivationEnergy);
        foreach (Segment segment in Timeline.Of(record.Readings, new Cadence(interval, ChainRules.Set.LargestGap)).Where(segment => segment.Temperature.IsPoint))
        {
            mean = mean.With(segment.Temperature.Low, segment.Length.TotalSeconds);
        }

        return new ThingRecord(epc, record.Readings, report, OutcomeOf(report, ChainRules.Budget).Used, mean.Value?.Value, record.Excursions);
    }

    private static RuleOutcome OutcomeOf(ColdChainReport report, string rule) => report.Outcomes.Single(outcome => outcome.Rule.Id == rule);

    private static CartonVerdict VerdictOf(IReadOnlyList<Reading> readings, ColdChainReport report)
    {
        RuleVerdict budget = OutcomeOf(report, ChainRules.Budget).Verdict, warm = OutcomeOf(report, ChainRules.Warm).Verdict;
        return (budget, warm) switch
        {
            _ when readings.Count == 0 => CartonVerdict.Unproven,
            (RuleVerdict.Broken, _) => CartonVerdict.Rejected,
            (RuleVerdict.Unproven, _) or (_, RuleVerdict.Unproven) => CartonVerdict.Unproven,
            (_, RuleVerdict.Broken) => CartonVerdict.UsableSoon,
            _ => CartonVerdict.Usable,
        };
    }
}
