using System.Reflection;
using TwinGrid.Adapters;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>What the program brings along: deployments and prices to begin from, those of docs/examples/deployments, and measured unit costs.</summary>
internal static class PlanExamples
{
    private const string Prefix = "TwinGrid.Cli.Plan.Examples.", Suffix = ".yaml", Costs = "TwinGrid.Cli.Plan.unit-costs.json";

    /// <summary>Name of the price file among the examples.</summary>
    public const string Prices = "prices";

    /// <summary>Names of all examples, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal)];

    /// <summary>The text of an example; null where there is none of the name.</summary>
    public static string? TextOf(string name) => Text(Prefix + name + Suffix);

    /// <summary>The measured unit costs.</summary>
    public static UnitCosts DefaultCosts() => UnitCosts.Parse(Text(Costs)!);

    /// <summary>Unit costs from a file that bench capacity printed.</summary>
    /// <exception cref="BadInputException">There is no such file, or it has another form.</exception>
    public static UnitCosts CostsOf(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        try
        {
            return UnitCosts.Parse(reader.ReadToEnd());
        }
        catch (FormatException fault)
        {
            throw new BadInputException(path, 0, "unit costs as bench capacity --json prints them", fault.Message, fault);
        }
    }

    private static string? Text(string resource)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
