using Spectre.Console;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>A chain's outcome on the terminal.</summary>
internal static class ChainScreen
{
    /// <summary>Prints trace, recall, excursions, the comparison with the truth and the figures.</summary>
    public static void Print(ChainRun run)
    {
        Show($"trace of {ChainText.Name(run.Answers.Trace.Epc)}", ChainText.Trace(run));
        Show($"recall of lot {ChainText.Name(run.Answers.Recall.Subject)}: {run.Answers.Recall.Items.Count} cartons, and where they are now", ChainText.RecallByPlace(run));
        Show("excursions: pallets", ChainText.Pallets(run));
        Show("excursions: cartons", ChainText.CartonsInBrief(run));
        AnsiConsole.MarkupLineInterpolated($"{ChainText.Audit(run)}");
        Show("answers beside what truly happened", ChainText.Checks(run));
        foreach (string line in ChainText.Figures(run))
        {
            AnsiConsole.MarkupLineInterpolated($"{line}");
        }
    }

    private static void Show(string title, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        foreach (string head in rows[0])
        {
            table.AddColumn(Markup.Escape(head));
        }

        foreach (IReadOnlyList<string> row in rows.Skip(1))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }
}
