using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>
/// The device's rules on its record, as set and with every timer one logging interval longer and shorter. The device measures
/// between the rows of its log: a stretch whose length is within one interval of the timer may or may not have raised its alarm.
/// </summary>
/// <param name="AsSet">The rules as set.</param>
/// <param name="Strict">Timers one interval longer: what is proven here, the device must have seen.</param>
/// <param name="Lenient">Timers one interval shorter: what isn't possible here, the device can't have seen.</param>
internal sealed record OracleReports(ColdChainReport AsSet, ColdChainReport Strict, ColdChainReport Lenient)
{
    /// <summary>Evaluates the rules.</summary>
    public static OracleReports Of(RuleSet rules, DeviceTimeline timeline)
    {
        return new OracleReports(Evaluate(TimeSpan.Zero), Evaluate(timeline.Interval), Evaluate(-timeline.Interval));

        ColdChainReport Evaluate(TimeSpan shift) => ColdChainMonitor.Evaluate(
            rules with { Rules = [.. rules.Rules.OfType<LimitRule>().Select(limit => Shifted(limit, shift))] }, timeline.Segments);
    }

    /// <summary>What was found of a limit.</summary>
    public static RuleOutcome? Of(ColdChainReport report, int number) => report.Outcomes.FirstOrDefault(outcome => outcome.Rule.Id == DeviceOracle.IdOf(number));

    private static LimitRule Shifted(LimitRule limit, TimeSpan shift) => limit with { After = limit.After + shift > TimeSpan.Zero ? limit.After + shift : TimeSpan.Zero };
}
