using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain.Excursions;

public class ExcursionLifeCycleTests
{
    private static readonly Excursion Lasting = new(
        "cold-2-8/1/warm/20260301T001000Z", "warm", 1, ExcursionKind.Consecutive, At(10), At(70), null, 9.5, Minutes(60), true, false);

    private static readonly Excursion Over = Lasting with { End = At(90), Extreme = 11.25, Duration = TimeSpan.FromTicks(48_000_000_001), IsOpen = false, IsEndObserved = true };

    [Fact]
    public void A_thread_from_start_to_closing_becomes_a_file_with_who_did_what_when()
    {
        ExcursionFile file = Run(Told(Lasting), Told(Over), Do(new AcknowledgeExcursion("Ada", At(100), "seen")),
            Do(new DispositionExcursion("Bo", At(110), "", "investigate")), Do(new DispositionExcursion("Bo", At(120), "stable", "release")), Do(new CloseExcursion("Cy", At(130), "")));
        Assert.Equal((ExcursionState.Closed, "release", "site", "box", false, false), (file.State, file.Verdict, file.Site, file.Subject, file.IsLasting, file.IsPending));
        Assert.Equal(Over, file.Excursion);
        Assert.Equal(["Ada", "Bo", "Bo", "Cy"], file.Acts.Select(act => act.By));
        Assert.Equal([At(100), At(110), At(120), At(130)], file.Acts.Select(act => act.At));
        Assert.Equal([null, "investigate", "release", null], file.Acts.Select(act => act.Verdict));
        Assert.Equal((6, false), (file.Chapters, file.IsChangedSinceAct));
    }

    [Theory]
    [InlineData("", "disposition:reject", "acknowledged, found it open")]
    [InlineData("", "close", "acknowledged, found it open")]
    [InlineData("ack", "ack", "acknowledged already, last act by Ada at 2026-03-01T02:00:00Z")]
    [InlineData("ack", "close", "with a disposition, found none")]
    [InlineData("ack", "disposition:release", "found it lasting")]
    [InlineData("ack,disposition:investigate", "close", "final disposition, found investigate")]
    [InlineData("ack,disposition:reject,close", "ack", "found it closed by Ada")]
    [InlineData("ack,disposition:reject,close", "disposition:release", "found it closed by Ada")]
    [InlineData("ack,disposition:reject,close", "close", "found it closed by Ada")]
    [InlineData("withdraw", "ack", "found it withdrawn")]
    public void A_step_out_of_turn_is_refused_in_one_line(string before, string step, string reason)
    {
        ExcursionFile file = Run([Told(Lasting), .. before.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Step)]);
        ExcursionDecision decision = ExcursionLifeCycle.Decide(file, CommandOf(step));
        Assert.Null(decision.Fact);
        Assert.Contains(reason, decision.Refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', decision.Refusal!);
    }

    [Fact]
    public void A_name_a_note_and_a_verdict_are_checked()
    {
        ExcursionFile file = Run(Told(Lasting), Step("ack"));
        Assert.StartsWith("by:", ExcursionLifeCycle.Decide(file, new CloseExcursion(" ", At(0), "")).Refusal, StringComparison.Ordinal);
        Assert.StartsWith("note:", ExcursionLifeCycle.Decide(file, new CloseExcursion("Ada", At(0), new string('x', 2001))).Refusal, StringComparison.Ordinal);
        Assert.StartsWith("verdict:", ExcursionLifeCycle.Decide(file, new DispositionExcursion("Ada", At(0), "", "")).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Goods_may_be_rejected_and_filed_while_it_lasts() =>
        Assert.Equal(ExcursionState.Closed, Run(Told(Lasting), Step("ack"), Step("disposition:reject"), Step("close")).State);

    [Fact]
    public void A_released_excursion_that_turns_out_to_last_can_t_be_closed()
    {
        ExcursionFile file = Run(Told(Over), Step("ack"), Step("disposition:release"), Told(Lasting));
        Assert.True(file.IsChangedSinceAct);
        Assert.Contains("found it lasting", ExcursionLifeCycle.Decide(file, CommandOf("close")).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_excursion_found_again_after_a_withdrawal_is_open_again_and_keeps_its_history()
    {
        ExcursionFile file = Run(Told(Over), Step("ack"), Step("disposition:reject"), Step("withdraw"), Told(Over));
        Assert.Equal((ExcursionState.Open, null, 2, true), (file.State, file.Verdict, file.Acts.Length, file.IsChangedSinceAct));
    }

    [Fact]
    public void What_is_found_again_is_another_fact_than_the_first_time()
    {
        FactRecord first = ExcursionFacts.NewsOf("site", "box", null, Over, At(90))!;
        ExcursionFile withdrawn = Run(_ => first, Step("withdraw"));
        FactRecord second = ExcursionFacts.NewsOf("site", "box", withdrawn, Over, At(90))!;
        Assert.Equal((first.Kind, first.Time, first.Thread), (second.Kind, second.Time, second.Thread));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void Growth_while_it_lasts_is_no_news_and_everything_else_is()
    {
        ExcursionFile lasting = Run(Told(Lasting)), over = Run(Told(Over));
        Assert.Null(ExcursionFacts.NewsOf("site", "box", lasting, Lasting with { Extreme = 12, Duration = Minutes(80) }, At(90)));
        Assert.Null(ExcursionFacts.NewsOf("site", "box", over, Over, At(90)));
        Assert.Null(ExcursionFacts.NewsOf("site", "box", null, null, At(90)));
        Assert.Equal((ExcursionFacts.Revised, At(95)), Kind(ExcursionFacts.NewsOf("site", "box", lasting, Lasting with { AlarmTime = At(60) }, At(95))));
        Assert.Equal((ExcursionFacts.Ended, At(90)), Kind(ExcursionFacts.NewsOf("site", "box", lasting, Over, At(95))));
        Assert.Equal((ExcursionFacts.Revised, At(95)), Kind(ExcursionFacts.NewsOf("site", "box", over, Over with { Extreme = 12 }, At(95))));
        Assert.Equal((ExcursionFacts.Revised, At(95)), Kind(ExcursionFacts.NewsOf("site", "box", over, Lasting, At(95))));
        Assert.Equal((ExcursionFacts.Withdrawn, At(95)), Kind(ExcursionFacts.NewsOf("site", "box", over, null, At(95))));
        Assert.Equal((ExcursionFacts.Started, At(70)), Kind(ExcursionFacts.NewsOf("site", "box", null, Lasting, At(95))));
    }

    [Fact]
    public void A_payload_that_is_none_is_refused_and_an_act_on_nothing_makes_no_file()
    {
        Assert.Null(ExcursionLifeCycle.Fold([new FactRecord("site", "box", At(0), ExcursionFacts.Acknowledged, "t", """{"chapter":0,"by":"Ada","note":""}""")]));
        Assert.Throws<InvalidDataException>(() => ExcursionLifeCycle.Fold([new FactRecord("site", "box", At(0), ExcursionFacts.Started, "t", """{"rule":5}""")]));
    }

    [Fact]
    public void Every_measured_excursion_comes_back_from_its_payload_as_it_was()
    {
        foreach (ExcursionKind kind in Enum.GetValues<ExcursionKind>())
        {
            Excursion excursion = Over with { Kind = kind, Extreme = kind == ExcursionKind.Gap ? null : -0.1, Id = "ü/\"~", Rule = "r\u0001" };
            Assert.Equal(excursion, Run(Told(excursion)).Excursion);
        }
    }

    private static (string Kind, DateTimeOffset Time) Kind(FactRecord? fact) => (fact!.Kind, fact.Time);

    private static ExcursionFile Run(params IEnumerable<Func<ExcursionFile?, FactRecord>> steps) =>
        steps.Aggregate<Func<ExcursionFile?, FactRecord>, ExcursionFile?>(null, (file, step) => ExcursionLifeCycle.Next(file, step(file)))!;

    private static Func<ExcursionFile?, FactRecord> Told(Excursion now) => file => ExcursionFacts.NewsOf("site", "box", file, now, now.End ?? now.AlarmTime)!;

    private static Func<ExcursionFile?, FactRecord> Do(ExcursionCommand command) => file =>
    {
        ExcursionDecision decision = ExcursionLifeCycle.Decide(file!, command);
        return decision.Fact ?? throw new InvalidOperationException(decision.Refusal);
    };

    private static Func<ExcursionFile?, FactRecord> Step(string name) => name == "withdraw"
        ? file => ExcursionFacts.NewsOf("site", "box", file, null, At(115))!
        : Do(CommandOf(name));

    private static ExcursionCommand CommandOf(string name) => name switch
    {
        "ack" => new AcknowledgeExcursion("Ada", At(120), ""),
        "close" => new CloseExcursion("Ada", At(120), ""),
        _ => new DispositionExcursion("Ada", At(120), "", name["disposition:".Length..]),
    };
}
