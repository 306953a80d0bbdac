using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Trips;

namespace TwinGrid.Cli.Simulate;

/// <summary>How often the 95 % intervals of samples held what was counted, figure by figure.</summary>
internal sealed class CoverageTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly SortedDictionary<string, (int Held, int Tried, double Error)> _figures = new(StringComparer.Ordinal);

    /// <summary>Adds a world.</summary>
    /// <param name="counted">What it holds.</param>
    /// <param name="sampled">What a sample says of it.</param>
    public void Add(CensusFigures counted, CensusFigures sampled)
    {
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            Compare($"items_{stage}", counted.InStage(stage), sampled.InStage(stage));
        }

        foreach (Cause cause in Enum.GetValues<Cause>().Where(cause => cause != Cause.None))
        {
            Compare($"excursions_{cause}", counted.Excursions(cause), sampled.Excursions(cause));
        }

        Compare("excursions", counted.Excursions(), sampled.Excursions());
        Compare("losses", counted.Losses, sampled.Losses);
        Compare("in_chain", counted.InChain(), sampled.InChain());
        Compare("reads", counted.Of(Count.Reads), sampled.Of(Count.Reads));
        Compare("reads_of_last_day", counted.Of(Count.ReadsOfLastDay), sampled.Of(Count.ReadsOfLastDay));
        Compare("alarms_of_last_day", counted.Of(Count.AlarmsOfLastDay), sampled.Of(Count.AlarmsOfLastDay));
        Compare("centre_inventory", counted.Inventory(Stage.Centre).Tags, sampled.Inventory(Stage.Centre).Tags);
        Compare("shop_inventory", counted.Inventory(Stage.Shelf).Tags, sampled.Inventory(Stage.Shelf).Tags);
        Compare("location_error", counted.LocationMillimetres, sampled.LocationMillimetres);
        for (int country = 0; country < counted.Countries; country++)
        {
            Compare("in_chain_of_countries", counted.InChain(country), sampled.InChain(country));
            Compare("excursions_of_countries", counted.Excursions(country: country), sampled.Excursions(country: country));
        }
    }

    /// <summary>Prints the shares.</summary>
    public void Print(bool isForMachines, int seeds, long objects)
    {
        int held = _figures.Values.Sum(figure => figure.Held), tried = _figures.Values.Sum(figure => figure.Tried);
        if (isForMachines)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    worlds = seeds,
                    objects,
                    coverage = (double)held / tried,
                    figures = _figures.ToDictionary(figure => figure.Key, figure => new
                    {
                        coverage = (double)figure.Value.Held / figure.Value.Tried,
                        relative_error = figure.Value.Error / figure.Value.Tried,
                    }),
                },
                Indented));
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumn("figure")
            .AddColumn("intervals that held it", column => column.RightAligned()).AddColumn("mean half width", column => column.RightAligned());
        foreach ((string name, (int Held, int Tried, double Error) figure) in _figures)
        {
            table.AddRow(
                name.Replace('_', ' '),
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * figure.Held / figure.Tried:0.0} %"),
                string.Create(CultureInfo.InvariantCulture, $"{100 * figure.Error / figure.Tried:0.00} %"));
        }

        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{seeds} worlds of {objects:#,0} objects: {100.0 * held / tried:0.00} % of all 95 % intervals held what was counted"));
    }

    private void Compare(string name, Estimate counted, Estimate sampled)
    {
        (int Held, int Tried, double Error) kept = _figures.GetValueOrDefault(name);
        bool isHeld = counted.Value >= sampled.Low && counted.Value <= sampled.High;
        double error = sampled.Value == 0 ? 0 : sampled.RelativeError;
        _figures[name] = (kept.Held + (isHeld ? 1 : 0), kept.Tried + 1, kept.Error + error);
    }
}
