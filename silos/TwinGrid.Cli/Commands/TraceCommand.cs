using System.CommandLine;
using Spectre.Console;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid trace: the path of a thing.</summary>
internal static class TraceCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var epc = new Argument<string>("EPC") { Description = "The thing, class or lot: URN, Digital Link, element string, hexadecimal memory, or a twin's name." };
        var options = new QuestionOptions();
        var command = new Command(
            "trace",
            """
            The path of a thing: every event that names it, its containers' events for the time that it was inside, and what it was
            made of or made into. Withdrawn events are told as such and count for nothing.
              twingrid trace urn:epc:id:sgtin:0614141.812345.6789
              twingrid trace https://id.gs1.org/01/80614141123458/10/LOT7 --json
            """)
        { epc };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            string thing = QuestionOptions.Epc(parsed.GetValue(epc));
            return options.AnswerAsync(parsed, thing, (desk, now) => desk.TraceAsync(thing, now, token), answer => answer.IsKnown, Print, token);
        });
        return command;
    }

    private static void Print(TraceAnswer answer)
    {
        AnsiConsole.WriteLine($"{answer.Epc}: {answer.Stage}{(answer.StageSince is { } since ? " since " + QuestionText.Time(since) : "")}");
        QuestionText.Print(["time", "event", "of", "step", "disposition", "place", "with"], answer.Steps.Select(step => new[]
        {
            QuestionText.Time(step.Time),
            $"{step.Kind}{(step.Action is { } action ? " " + action : "")}{(step.IsWithdrawn ? " (withdrawn)" : "")}",
            step.Depth == 0 ? "" : step.Epc,
            QuestionText.Step(step.BizStep),
            QuestionText.Disposition(step.Disposition),
            step.BizLocation ?? step.ReadPoint ?? "",
            With(step),
        }));
        if (answer.Containers.Count > 0)
        {
            QuestionText.Print(["inside", "from", "until"], answer.Containers.Select(c => new[]
            {
                new string(' ', 2 * (c.Depth - 1)) + c.Container,
                QuestionText.Time(c.From),
                QuestionText.Until(c.Until),
            }));
        }

        QuestionText.PrintRemarks(answer.Anomalies, answer.Notes);
    }

    private static string With(TraceStep step)
    {
        string inputs = step.Inputs.Count > 0 ? "from " + string.Join(", ", step.Inputs) : "";
        string outputs = step.Outputs.Count > 0 ? "into " + string.Join(", ", step.Outputs) : "";
        return string.Join(' ', new[] { step.Parent == step.Epc ? "" : step.Parent ?? "", inputs, outputs }.Where(text => text.Length > 0));
    }
}
