using System.Globalization;
using Spectre.Console;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>A plan as text: rows that say whether they are measured or assumed, and by number why.</summary>
internal static class PlanText
{
    private const int MostSensitivities = 8;

    /// <summary>All reasons of a plan, each once, in the order in which rows name them: their places are their numbers.</summary>
    public static IReadOnlyList<string> ReasonsOf(CapacityPlan plan) => [.. plan.Rows.SelectMany(row => row.Because).Distinct()];

    /// <summary>What a row rests on: the numbers of what was measured, of what was offered, and of what is assumed.</summary>
    public static string BasisOf(PlanRow row, IReadOnlyList<string> reasons)
    {
        var kinds = row.Because.GroupBy(reason => reason[..reason.IndexOf(':', StringComparison.Ordinal)]).OrderByDescending(kind => kind.Key, StringComparer.Ordinal);
        string text = string.Join("; ", kinds.Select(kind => $"{kind.Key} {Runs([.. kind.Select(reason => 1 + reasons.TakeWhile(one => one != reason).Count()).Order()])}"));
        return text.Length == 0 ? "given" : text;
    }

    /// <summary>Prints a plan.</summary>
    public static void Print(PlanFigures figures)
    {
        CapacityPlan plan = figures.Plan;
        IReadOnlyList<string> reasons = ReasonsOf(plan);
        Console.WriteLine($"{plan.Inputs.Deployment.Name}{(plan.Inputs.Deployment.Description.Length == 0 ? "" : ": " + plan.Inputs.Deployment.Description)}");
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("figure").AddColumn("value", column => column.RightAligned().NoWrap()).AddColumn("").AddColumn("rests on");
        PlanPart? before = null;
        foreach (PlanRow row in plan.Rows)
        {
            table.AddRow(row.Part == before ? "" : row.Part.ToString().ToLowerInvariant(), Markup.Escape(row.Name), Digits.Of(row.Value), Markup.Escape(row.Unit), Markup.Escape(BasisOf(row, reasons)));
            before = row.Part;
        }

        AnsiConsole.Write(table);
        for (int i = 0; i < reasons.Count; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,3}  {reasons[i]}"));
        }

        Console.WriteLine();
        Console.WriteLine($"cost a month, {plan.Inputs.Prices.Currency}, with half of an input and with half as much again:");
        foreach (Sensitivity one in figures.Sensitivities.Take(MostSensitivities))
        {
            Console.WriteLine($"  {one.Input,-28}{Digits.Of(one.Low),14}{Digits.Of(one.High),14}");
        }

        PrintCheck(plan.Inputs.Costs);
    }

    private static void PrintCheck(UnitCosts costs)
    {
        if (costs.Check.Count == 0)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine($"the unit costs against runs at ten times the size that they were fitted to ({costs.Measurement}):");
        foreach (CheckRow row in costs.Check)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {row.Name + ", " + row.Unit,-42}{100 * row.Deviation,7:+0.0;-0.0} %{(row.IsReached ? "" : $"   beyond {100 * CheckRow.Reach:F0} %")}"));
        }
    }

    /// <summary>1-3, 7 rather than 1, 2, 3, 7.</summary>
    private static string Runs(int[] numbers)
    {
        var runs = new List<(int First, int Last)>();
        foreach (int number in numbers)
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1)
            {
                runs[^1] = (runs[^1].First, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        return string.Join(", ", runs.Select(run => run.First == run.Last ? run.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{run.First}-{run.Last}")));
    }
}
