using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid inside: what is inside a container.</summary>
internal static class InsideCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var epc = new Argument<string>("CONTAINER") { Description = "The container: URN, Digital Link, element string, hexadecimal memory, or a twin's name." };
        Option<string?> at = QuestionOptions.Moment("--at", "The moment that is asked for; without it, now.");
        var options = new QuestionOptions();
        var command = new Command(
            "inside",
            """
            What is inside a container, as a tree to any depth, with the amounts of classes.
              twingrid inside urn:epc:id:sscc:0614141.1234567890
              twingrid inside '(00)106141412345678908' --at 2026-03-01T12:00:00Z
            """)
        { epc, at };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            string container = QuestionOptions.Epc(parsed.GetValue(epc));
            return options.AnswerAsync(
                parsed, container, (desk, now) => desk.InsideAsync(container, QuestionOptions.Moment(parsed, at, now), token), answer => answer.IsKnown, Print, token);
        });
        return command;
    }

    private static void Print(InsideAnswer answer)
    {
        var tree = new Tree(Markup.Escape(answer.Epc + (answer.Contents.Count == 0 ? ": empty" : "")));
        Add(tree, answer.Contents);
        AnsiConsole.Write(tree);
        QuestionText.PrintRemarks(answer.Anomalies, answer.Notes);
    }

    private static void Add(IHasTreeNodes node, IReadOnlyList<Content> contents)
    {
        foreach (Content content in contents)
        {
            string amount = content.Quantity is { } quantity ? string.Create(CultureInfo.InvariantCulture, $", {quantity} {content.Unit ?? "pieces"}") : "";
            Add(node.AddNode(Markup.Escape($"{content.Epc}{amount}, since {QuestionText.Time(content.From)}{(content.IsAttached ? ", attached" : "")}")), content.Contents);
        }
    }
}
