using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using TwinGrid.Adapters;
using TwinGrid.Cli.Commands;
using TwinGrid.Simulation.Epcis;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>twingrid simulate trace: the whole life of one item of a simulated world.</summary>
internal static class ItemTraceCommand
{
    private const string StandardOutput = "-";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var item = new Argument<string>("ITEM") { Description = "An item's number, or its EPC as URN, Digital Link, element string or hexadecimal memory." };
        var epcis = new Option<string?>("--epcis") { Description = "Write its events up to the census as an EPCIS 2.0 document to this file; - for the screen, and nothing else.", HelpName = "FILE" };
        var chart = new Option<FileInfo?>("--chart") { Description = "Draw its temperature to this SVG file.", HelpName = "FILE.svg" };
        var options = new WorldOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "trace",
            """
            The whole life of one item of a simulated world: packaging, way, every read, temperatures, what went wrong, its end. It is
            computed from the seed and its number alone, in microseconds. The same world and item give the same trace.
              twingrid simulate trace 123456789012
              twingrid simulate trace urn:epc:id:sgtin:952000001.0002.31 --objects 1e8 --seed 3 --json
              twingrid simulate trace 42 --epcis item.json --chart item.svg
            """)
        { item, epcis, chart, json };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            (WorldModel world, WorldNames names) = options.OpenNamed(parsed);
            var text = new WorldText(world, names);
            Thing thing = text.Parse(parsed.GetValue(item)!);
            if (thing.Kind != ThingKind.Item)
            {
                throw new BadInputException("ITEM", 0, "an item; for containers there is 'twingrid simulate inside'", WorldText.Name(thing));
            }

            Lives lives = new(world);
            ItemTrace trace = ItemTrace.Of(lives, thing.Number);
            if (parsed.GetValue(chart) is { } picture)
            {
                File.WriteAllText(picture.FullName, ItemChart.Draw(trace));
            }

            if (parsed.GetValue(epcis) is { } file)
            {
                Write(file, world, new ItemEvents(lives, names).Of(trace, world.CensusSecond));
                if (file == StandardOutput)
                {
                    return ExitCodes.Done;
                }
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(ItemFigures.Of(trace, world, names, text), ItemFigures.Format));
            }
            else
            {
                new ItemTimeline(trace, world, text).Print();
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(string file, WorldModel world, IReadOnlyList<WorldEvent> events)
    {
        var document = new ArrayBufferWriter<byte>();
        EventDocument.Write(document, world, world.CensusSecond, events, isIndented: true);
        using Stream output = file == StandardOutput ? Console.OpenStandardOutput() : File.Create(file);
        output.Write(document.WrittenSpan);
        output.Write("\n"u8);
    }
}
