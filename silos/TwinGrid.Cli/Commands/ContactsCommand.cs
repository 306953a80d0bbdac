using System.CommandLine;
using Spectre.Console;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid contacts: what shared something with a thing.</summary>
internal static class ContactsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var epc = new Argument<string>("EPC") { Description = "The thing: URN, Digital Link, element string, hexadecimal memory, or a twin's name." };
        Option<string?> from = QuestionOptions.Moment("--from", "First moment, included; without it, the beginning.");
        Option<string?> until = QuestionOptions.Moment("--until", "Last moment, excluded; without it, now.");
        var options = new QuestionOptions();
        var command = new Command(
            "contacts",
            """
            What shared a container, a truck or a room with a thing, and from when until when.
              twingrid contacts urn:epc:id:sgtin:0614141.812345.6789
              twingrid contacts urn:epc:id:sscc:0614141.1234567890 --from 2026-03-01 --until 2026-03-02
            """)
        { epc, from, until };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            string thing = QuestionOptions.Epc(parsed.GetValue(epc));
            return options.AnswerAsync(
                parsed,
                thing,
                (desk, now) =>
                {
                    (DateTimeOffset first, DateTimeOffset last) = QuestionOptions.Span(parsed, from, until, now);
                    return desk.ContactsAsync(thing, first, last, token);
                },
                answer => answer.IsKnown,
                Print,
                token);
        });
        return command;
    }

    private static void Print(ContactsAnswer answer)
    {
        AnsiConsole.WriteLine($"{answer.Epc}: {answer.Contacts.Count} contacts");
        QuestionText.Print(["with", "shared", "", "from", "until"], answer.Contacts.Select(contact => new[]
        {
            contact.Epc, contact.Shared, contact.Kind == ContactKind.Container ? "container" : "place", QuestionText.Time(contact.From), QuestionText.Until(contact.Until),
        }));
        QuestionText.PrintRemarks(answer.Anomalies, answer.Notes);
    }
}
