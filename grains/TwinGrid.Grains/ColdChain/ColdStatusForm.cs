using TwinGrid.Grains.Objects;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Grains.ColdChain;

/// <summary>A report and its excursions' files as one short answer.</summary>
internal static class ColdStatusForm
{
    /// <summary>How an object stands.</summary>
    /// <param name="report">What its readings say.</param>
    /// <param name="book">The files of its excursions.</param>
    /// <param name="newest">Time of its newest reading; null before the first.</param>
    public static ColdStatus Of(ColdChainReport report, ExcursionBook book, DateTimeOffset? newest)
    {
        ColdVerdict worst = report.Outcomes.Select(outcome => outcome.Verdict switch
        {
            RuleVerdict.Broken => ColdVerdict.Broken,
            RuleVerdict.Unproven => ColdVerdict.Unproven,
            _ => ColdVerdict.Kept,
        }).DefaultIfEmpty().Max();
        TimeSpan[] left =
        [
            .. report.Outcomes.Where(outcome => outcome.Rule is LimitRule { IsBudget: true }).Select(outcome => ((LimitRule)outcome.Rule).After - outcome.Used),
        ];
        return new ColdStatus(
            report.Rules.Name,
            report.Rules.Version,
            worst,
            left.Length == 0 ? null : left.Min() is var least && least > TimeSpan.Zero ? least : TimeSpan.Zero,
            [.. book.Files.Where(file => file.IsPending).Select(file => file.Id)],
            newest);
    }
}
