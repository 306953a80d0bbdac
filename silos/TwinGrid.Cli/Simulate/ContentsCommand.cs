using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Cli.Commands;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>twingrid simulate inside: what a container of a simulated world held.</summary>
internal static class ContentsCommand
{
    private const int MostRows = 40;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "A case, pallet or load (SSCC), trailer, truck or van (GRAI), in any form of its name." };
        var options = new WorldOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "inside",
            """
            The items that were in a container of a simulated world: those, and no others, whose traces say so. 'twingrid simulate trace'
            prints the names of an item's containers.
              twingrid simulate inside urn:epc:id:grai:952100001.002.5
              twingrid simulate inside urn:epc:id:sscc:952000001.00000003 --json
            """)
        { name, json };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            (WorldModel world, WorldNames names) = options.OpenNamed(parsed);
            var text = new WorldText(world, names);
            Thing container = text.Parse(parsed.GetValue(name)!);
            if (!ContainerStay.Kinds.Contains(container.Kind))
            {
                throw new BadInputException("NAME", 0, "a case, pallet, load, trailer, truck or van", WorldText.Name(container));
            }

            Lives lives = new(world);
            long[] items = [.. new Contents(lives, container).Items()];
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new { container.Kind, container.Number, Epc = text.Urn(container), Items = items }, ItemFigures.Format));
            }
            else
            {
                Print(container, items, lives, text);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(Thing container, long[] items, Lives lives, WorldText text)
    {
        int cases = items.Select(Numbering.CaseOf).Distinct().Count();
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{WorldText.Name(container)}, {text.Urn(container)}: {items.Length:#,0} items in {cases:#,0} {(cases == 1 ? "case" : "cases")}"));
        if (container.Kind == ThingKind.Case)
        {
            QuestionText.Print(["item", "name", "at the census"], items.Select(number => new[]
            {
                number.ToString("#,0", CultureInfo.InvariantCulture),
                text.Urn(new Thing(ThingKind.Item, number)),
                WorldText.Words(ItemTrace.Of(lives, number).StepAt(lives.World.CensusSecond)?.Stage ?? Stage.NotMade),
            }));
            return;
        }

        QuestionText.Print(["case", "name", "items"], items.GroupBy(Numbering.CaseOf).Take(MostRows).Select(held => new[]
        {
            held.Key.ToString("#,0", CultureInfo.InvariantCulture),
            text.Urn(new Thing(ThingKind.Case, held.Key)),
            held.Count().ToString(CultureInfo.InvariantCulture),
        }));
        if (cases > MostRows)
        {
            AnsiConsole.WriteLine($"the first {MostRows} cases; --json names all items");
        }
    }
}
