using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid where: where a thing is, or was.</summary>
internal static class WhereCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var epc = new Argument<string>("EPC") { Description = "The thing: URN, Digital Link, element string, hexadecimal memory, or a twin's name." };
        Option<string?> at = QuestionOptions.Moment("--at", "The moment that is asked for; without it, now.");
        var options = new QuestionOptions();
        var command = new Command(
            "where",
            """
            Where a thing is: the newest word of its own events, of those of the containers that it is in, and of their twins.
            Says who said so, how long ago, how far it can be relied on, and since when nobody knows.
              twingrid where urn:epc:id:sgtin:0614141.812345.6789
              twingrid where 3074257BF7194E4000001A85 --at 2026-03-01T12:00:00Z
            """)
        { epc, at };
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            string thing = QuestionOptions.Epc(parsed.GetValue(epc));
            return options.AnswerAsync(
                parsed, thing, (desk, now) => desk.WhereAsync(thing, QuestionOptions.Moment(parsed, at, now), token), answer => answer.IsKnown, Print, token);
        });
        return command;
    }

    private static void Print(WhereAnswer answer)
    {
        AnsiConsole.WriteLine(answer.Epc);
        Line("stage", answer.StageSince is { } since ? $"{answer.Stage} since {QuestionText.Time(since)}" : $"{answer.Stage}");
        Line("disposition", QuestionText.Disposition(answer.Disposition));
        Line("place", answer.Place is null ? "no event names one" : answer.Place + (answer.IsPresent ? "" : " (last seen there)"));
        Line("named", answer.PlaceSeenAt is { } named ? $"{QuestionText.Time(named)} by an event of {(answer.PlaceOf == answer.Epc ? "its own" : answer.PlaceOf)}" : "");
        if (answer.Position is { } p)
        {
            string ellipse = p.Ellipse is { } e
                ? string.Create(CultureInfo.InvariantCulture, $", within {e.SemiMajor:0.###} m × {e.SemiMinor:0.###} m at 95 %")
                : ", accuracy not told";
            Line("position", string.Create(CultureInfo.InvariantCulture, $"x {p.X:0.###} m, y {p.Y:0.###} m, z {p.Z:0.###} m{ellipse}"));
            Line("located", $"{QuestionText.Time(p.SeenAt)} by the twin of {(p.Epc == answer.Epc ? "the thing" : p.Epc)}");
        }

        if (answer.Presence is { } stay)
        {
            string until = stay.Left is { } left ? $"until {QuestionText.Time(left)}" : "and still";
            Line("heard", $"{stay.Place} from {QuestionText.Time(stay.Arrived)} {until}, by the twin of {(stay.Epc == answer.Epc ? "the thing" : stay.Epc)}");
        }

        Line("age", answer.AgeSeconds is { } age ? QuestionText.Age(age) : "");
        Line("confidence", answer.Confidence.Probability is { } probability
            ? string.Create(CultureInfo.InvariantCulture, $"{probability:0.00}, {answer.Confidence.Words}")
            : answer.Confidence.Words);
        Line("unknown since", answer.UnknownSince is { } unknown ? QuestionText.Time(unknown) : "");
        foreach (Trace.Containment.Enclosure container in answer.Containers)
        {
            Line("inside", $"{container.Container} since {QuestionText.Time(container.From)}");
        }

        QuestionText.PrintRemarks(answer.Anomalies, answer.Notes);
    }

    private static void Line(string name, string text)
    {
        if (text.Length > 0)
        {
            AnsiConsole.WriteLine($"  {name,-14}{text}");
        }
    }
}
