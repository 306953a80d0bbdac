using System.Text.Json;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Kinetics;

namespace TwinGrid.Trace.ColdChain.Rules;

/// <summary>
/// Reads rule sets from JSON. Strict, because a limit that is misspelt and passed over is a limit that isn't watched: members that
/// aren't known are refused, and so are values out of range and ids that come twice.
/// </summary>
public static class RuleJson
{
    private const double Coldest = Celsius.AbsoluteZero, Hottest = 1000;

    /// <summary>Reads a rule set.</summary>
    /// <param name="json">UTF-8 text of a JSON object; comments and trailing commas are allowed.</param>
    /// <exception cref="RuleFormatException">It can't be understood; the message names the JSON path, expected and found.</exception>
    public static RuleSet Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return SetOf(new JsonPlace(document.RootElement, "$"));
        }
        catch (JsonException fault)
        {
            throw new RuleFormatException("$", (fault.LineNumber ?? 0) + 1, "a JSON object", fault.Message);
        }
    }

    private static RuleSet SetOf(JsonPlace set)
    {
        set.RequireMembers("name", "version", "description", "range", "largest_gap", "rules");
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        if (set.Optional("range") is { } range)
        {
            range.RequireMembers("low", "high");
            low = range.Optional("low")?.Number(Coldest, Hottest) ?? low;
            high = range.Optional("high")?.Number(Coldest, Hottest) ?? high;
            if (low > high)
            {
                throw range.Refuse("a range whose low is at most its high");
            }
        }

        var rules = new List<ColdChainRule>();
        foreach (JsonPlace item in set.Required("rules").Items())
        {
            ColdChainRule rule = RuleOf(item);
            if (rules.Exists(other => other.Id == rule.Id))
            {
                throw item.Required("id").Refuse("an id that no other rule has");
            }

            rules.Add(rule);
        }

        return new RuleSet(
            set.Required("name").Text(),
            set.Required("version").Whole(1, int.MaxValue),
            set.Optional("description")?.Text() ?? "",
            low,
            high,
            set.Required("largest_gap").Duration(),
            rules.Count > 0 ? rules : throw set.Required("rules").Refuse("at least one rule"));
    }

    private static ColdChainRule RuleOf(JsonPlace rule)
    {
        if (rule.Optional("kind") is not { } kind)
        {
            throw new RuleFormatException(rule.Path + ".kind", 0, "one of limit, budget, mkt, rate, gap", "nothing");
        }

        return kind.OneOf<Func<JsonPlace, ColdChainRule>>(("limit", LimitOf), ("budget", BudgetOf), ("mkt", KineticOf), ("rate", RateOf), ("gap", GapOf))(rule);
    }

    private static LimitRule LimitOf(JsonPlace rule)
    {
        rule.RequireMembers("kind", "id", "quantity", "above", "below", "inclusive", "timer", "after", "alarm_delay", "hysteresis");
        MeasuredQuantity quantity = rule.Optional("quantity")?.OneOf(
            ("temperature", MeasuredQuantity.Temperature), ("humidity", MeasuredQuantity.RelativeHumidity), ("shock", MeasuredQuantity.Shock)) ?? MeasuredQuantity.Temperature;
        return Bounded(rule, quantity) with
        {
            Timer = rule.Optional("timer")?.OneOf(("consecutive", ExposureTimer.Consecutive), ("cumulative", ExposureTimer.Cumulative)) ?? ExposureTimer.Consecutive,
            After = rule.Required("after").Duration(mayBeZero: true),
        };
    }

    private static LimitRule BudgetOf(JsonPlace rule)
    {
        rule.RequireMembers("kind", "id", "above", "below", "inclusive", "allowed", "alarm_delay", "hysteresis");
        return Bounded(rule, MeasuredQuantity.Temperature) with
        {
            Timer = ExposureTimer.Cumulative,
            After = rule.Required("allowed").Duration(),
            IsBudget = true,
        };
    }

    private static LimitRule Bounded(JsonPlace rule, MeasuredQuantity quantity)
    {
        (double least, double most) = quantity switch
        {
            MeasuredQuantity.Temperature => (Coldest, Hottest),
            MeasuredQuantity.RelativeHumidity => (0.0, 100.0),
            _ => (0.0, 1e6),
        };
        double? above = rule.Optional("above")?.Number(least, most), below = rule.Optional("below")?.Number(least, most);
        if (above is null && below is null)
        {
            throw rule.Refuse("a limit 'above' or 'below'");
        }

        if (above < below)
        {
            throw rule.Refuse("a limit 'below' that is at most the limit 'above'");
        }

        return new LimitRule(rule.Required("id").Text(), above, below)
        {
            Quantity = quantity,
            IsInclusive = rule.Optional("inclusive")?.Flag() ?? false,
            AlarmDelay = rule.Optional("alarm_delay")?.Duration(mayBeZero: true) ?? TimeSpan.Zero,
            Hysteresis = rule.Optional("hysteresis")?.Number(0, 1000) ?? 0,
        };
    }

    private static KineticRule KineticOf(JsonPlace rule)
    {
        rule.RequireMembers("kind", "id", "above", "window", "activation_energy", "coverage");
        return new KineticRule(
            rule.Required("id").Text(),
            rule.Required("above").Number(Coldest, Hottest),
            rule.Required("window").Duration(),
            rule.Optional("activation_energy")?.Number(1, 1000) ?? KineticMean.UspActivationEnergy,
            rule.Optional("coverage")?.Number(0.01, 1) ?? 0.9);
    }

    private static RateRule RateOf(JsonPlace rule)
    {
        rule.RequireMembers("kind", "id", "above", "over");
        return new RateRule(rule.Required("id").Text(), rule.Required("above").Number(0, 1e6), rule.Required("over").Duration());
    }

    private static GapRule GapOf(JsonPlace rule)
    {
        rule.RequireMembers("kind", "id", "after");
        return new GapRule(rule.Required("id").Text(), rule.Required("after").Duration());
    }
}
