using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Cli.Plan;
using TwinGrid.Cli.Reports;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid plan: what a deployment needs, and what that costs.</summary>
internal static class PlanCommand
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        string names = string.Join(", ", PlanExamples.Names.Where(name => name != PlanExamples.Prices));
        var file = new Argument<string?>("DEPLOYMENT") { Description = $"File of parameters or site file, or one of {names}.", Arity = ArgumentArity.ZeroOrOne };
        var prices = new Option<string?>("--prices") { Description = "Price file; round numbers that nobody offered when left out." };
        var costs = new Option<string?>("--costs") { Description = "Unit costs that 'bench capacity --json' printed on your machine; those that come with the program when left out." };
        var example = new Option<string?>("--example") { Description = $"Print an example to begin from: {string.Join(", ", PlanExamples.Names)}." };
        var schema = new Option<bool>("--schema") { Description = "Print every key of a file of parameters, with ranges and defaults." };
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "plan",
            """
            Plan the capacity of a deployment: cores, memory, silos, storage, network, energy of tags, cost. Every row says whether
            it is measured or assumed, and by what.
              twingrid plan shop-chain --out plan            an example, with pictures
              twingrid plan --example shop-chain > mine.yaml
              twingrid plan --example prices > prices.yaml
              twingrid plan mine.yaml --prices prices.yaml
              twingrid bench capacity --json > costs.json    unit costs of your own machine, for --costs
            """)
        { file, prices, costs, example, schema, json, output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(example) is { } name)
            {
                Console.Write(PlanExamples.TextOf(name) ?? throw new BadInputException("--example", 0, $"one of {string.Join(", ", PlanExamples.Names)}", name));
                return ExitCodes.Done;
            }

            if (parsed.GetValue(schema))
            {
                Console.Write(PlanReference.Text());
                return ExitCodes.Done;
            }

            string path = parsed.GetValue(file) ?? throw new BadInputException("plan", 0, $"a DEPLOYMENT (a file, or one of {names}), --example or --schema", "none of them");
            DeploymentReading deployment = ReadingOf(path);
            PriceReading price = parsed.GetValue(prices) is { } priceFile ? PriceReading.Read(priceFile) : new PriceReading(Prices.Example, []);
            foreach (ConfigFault fault in deployment.Faults.Concat(price.Faults))
            {
                Console.Error.WriteLine($"twingrid: {fault}");
            }

            if (deployment.Deployment is null || price.Prices is null)
            {
                return ExitCodes.BadInput;
            }

            UnitCosts unit = parsed.GetValue(costs) is { } costFile ? PlanExamples.CostsOf(costFile) : PlanExamples.DefaultCosts();
            Tell(PlanFigures.Of(new PlanInputs(deployment.Deployment, unit, price.Prices)), parsed.GetValue(json), parsed.GetValue(output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static DeploymentReading ReadingOf(string path) => path != PlanExamples.Prices && PlanExamples.TextOf(path) is { } text
        ? DeploymentReading.Read(Encoding.UTF8.GetBytes(text), path + ".yaml")
        : DeploymentReading.Read(path);

    private static void Tell(PlanFigures figures, bool isForMachines, DirectoryInfo? output)
    {
        string? page = output is null ? null : PlanReport.Write(output.FullName, figures);
        if (isForMachines)
        {
            Console.WriteLine(JsonSerializer.Serialize(figures.ToJson(), Indented));
            return;
        }

        PlanText.Print(figures);
        Console.WriteLine();
        Console.WriteLine(page is null ? "formulas and pictures: add --out DIR" : $"formulas and pictures: open {page} in a browser");
    }
}
