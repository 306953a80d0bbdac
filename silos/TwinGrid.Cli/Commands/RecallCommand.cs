using System.CommandLine;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid recall: what a recall reaches.</summary>
internal static class RecallCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var lot = new Option<string?>("--lot") { Description = "Everything made as this lot, what held it, what was made of it." };
        var container = new Option<string?>("--container") { Description = "Everything that was ever inside this container." };
        var contact = new Option<string?>("--contact") { Description = "This thing, and what shared a container, truck or room with it." };
        Option<string?> from = QuestionOptions.Moment("--from", "First moment, included; without it, the beginning.");
        Option<string?> until = QuestionOptions.Moment("--until", "Last moment, excluded; without it, now.");
        var options = new QuestionOptions();
        var command = new Command(
            "recall",
            """
            What a recall reaches, why, and where it is: by lot, by container or by contact; through transformations, whatever was
            made of what it reaches as well.
              twingrid recall --lot urn:epc:class:lgtin:0614141.812345.LOT7
              twingrid recall --container urn:epc:id:sscc:0614141.1234567890 --from 2026-03-01 --until 2026-03-02
              twingrid recall --contact urn:epc:id:sgtin:0614141.812345.6789
            """)
        { lot, container, contact, from, until };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            (RecallBy By, string? Text)[] asked =
            [
                .. new[] { (RecallBy.Lot, parsed.GetValue(lot)), (RecallBy.Container, parsed.GetValue(container)), (RecallBy.Contact, parsed.GetValue(contact)) }
                    .Where(one => one.Item2 is not null),
            ];
            if (asked.Length != 1)
            {
                throw new BadInputException("recall", 0, "one of --lot, --container, --contact", asked.Length == 0 ? "none" : $"{asked.Length}");
            }

            string subject = QuestionOptions.Epc(asked[0].Text);
            return options.AnswerAsync(
                parsed,
                subject,
                (desk, now) =>
                {
                    (DateTimeOffset first, DateTimeOffset last) = QuestionOptions.Span(parsed, from, until, now);
                    return desk.RecallAsync(asked[0].By, subject, first, last, token);
                },
                answer => answer.IsKnown,
                Print,
                token);
        });
        return command;
    }

    private static void Print(RecallAnswer answer)
    {
        AnsiConsole.WriteLine($"{answer.Subject}: {answer.Items.Count} things");
        QuestionText.Print(["thing", "why", "because of", "from", "until", "stage", "place", "container"], answer.Items.Select(item => new[]
        {
            item.Epc, item.Reason, item.Because, QuestionText.Time(item.From), item.Until is null ? "" : QuestionText.Until(item.Until),
            $"{item.Stage}", item.Place ?? "", item.Container ?? "",
        }));
        QuestionText.PrintRemarks(answer.Anomalies, answer.Notes);
    }
}
