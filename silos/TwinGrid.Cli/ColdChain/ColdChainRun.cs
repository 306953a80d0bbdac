using TwinGrid.Adapters.Loggers;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Kinetics;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Cli.ColdChain;

/// <summary>A logger's export checked by a set of rules.</summary>
/// <param name="Export">The export.</param>
/// <param name="Timeline">Its record.</param>
/// <param name="Report">What the rules say.</param>
/// <param name="Kinetic">Mean kinetic temperature of the log.</param>
/// <param name="Coverage">Share of the record that the log covers.</param>
/// <param name="Findings">The device's verdicts, ours beside them.</param>
internal sealed record ColdChainRun(
    LoggerExport Export, DeviceTimeline Timeline, ColdChainReport Report, KineticMean Kinetic, double Coverage, IReadOnlyList<OracleFinding> Findings)
{
    /// <summary>Checks an export.</summary>
    public static ColdChainRun Of(LoggerExport export, RuleSet rules)
    {
        var timeline = new DeviceTimeline(export, rules.LargestGap);
        double energy = export.ActivationEnergy ?? rules.Rules.OfType<KineticRule>().FirstOrDefault()?.ActivationEnergy ?? KineticMean.UspActivationEnergy;
        (KineticMean mean, double coverage) = DeviceOracle.KineticOf(timeline, energy);
        return new ColdChainRun(export, timeline, ColdChainMonitor.Evaluate(rules, timeline.Segments), mean, coverage, DeviceOracle.Compare(export));
    }
}
