using System.CommandLine;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid inventory: what is at a location, or passed a reader.</summary>
internal static class InventoryCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var at = new Option<string?>("--at") { Description = "Business location: what is there now, contents of containers included." };
        var reader = new Option<string?>("--reader") { Description = "Read point: what passed it between --from and --until." };
        var expected = new Option<FileInfo?>("--expected") { Description = "File with an EPC a line: what is missing and what is not expected." };
        Option<string?> from = QuestionOptions.Moment("--from", "First moment, included; without it, the beginning.");
        Option<string?> until = QuestionOptions.Moment("--until", "Last moment, excluded; without it, now.");
        var options = new QuestionOptions();
        var command = new Command(
            "inventory",
            """
            What is at a location now, or what passed a reader between two times; against a list, what is missing and what is not
            expected.
              twingrid inventory --at urn:epc:id:sgln:0614141.07346.0 --expected list.txt
              twingrid inventory --reader urn:epc:id:sgln:0614141.07346.1234 --from 2026-03-01T06:00Z --until 2026-03-01T14:00Z
            """)
        { at, reader, expected, from, until };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            (string? place, string? point) = (parsed.GetValue(at), parsed.GetValue(reader));
            bool hasSpan = parsed.GetValue(from) is not null || parsed.GetValue(until) is not null;
            if (place is null == point is null || (hasSpan && point is null))
            {
                throw new BadInputException("inventory", 0, "--at alone, or --reader with --from and --until", place is null == point is null ? "neither or both" : "--at with a span");
            }

            string subject = QuestionOptions.Epc(place ?? point);
            string[]? list = parsed.GetValue(expected) is { } file ? Expected(file) : null;
            return options.AnswerAsync(
                parsed,
                null,
                (desk, now) =>
                {
                    (DateTimeOffset first, DateTimeOffset last) = QuestionOptions.Span(parsed, from, until, now);
                    return place is null
                        ? desk.InventoryOfReaderAsync(subject, first, last, list, token)
                        : desk.InventoryAtAsync(subject, now, list, token);
                },
                _ => true,
                Print,
                token);
        });
        return command;
    }

    private static string[] Expected(FileInfo file) =>
        [.. File.ReadLines(file.FullName).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(QuestionOptions.Epc)];

    private static void Print(InventoryAnswer answer)
    {
        AnsiConsole.WriteLine($"{answer.Place}: {answer.Items.Count} things");
        QuestionText.Print(["thing", "from", "last", "in"], answer.Items.Select(item => new[]
        {
            item.Epc, QuestionText.Time(item.From), QuestionText.Time(item.Last), item.Container ?? "",
        }));
        if (answer.Missing is { } missing)
        {
            AnsiConsole.WriteLine($"missing: {missing.Count}");
            QuestionText.Print(["thing", "stage", "last place", "seen"], missing.Select(item => new[]
            {
                item.Epc, item.IsKnown ? $"{item.Stage}" : "never heard of", item.Place ?? "", item.SeenAt is { } seen ? QuestionText.Time(seen) : "",
            }));
        }

        if (answer.Unexpected is { } unexpected)
        {
            AnsiConsole.WriteLine($"not expected: {unexpected.Count}");
            QuestionText.Print(["thing"], unexpected.Select(epc => new[] { epc }));
        }

        QuestionText.PrintRemarks([], answer.Notes);
    }
}
