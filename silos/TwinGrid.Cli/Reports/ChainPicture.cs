using System.Globalization;
using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Cli.SupplyChain;
using TwinGrid.Model;

namespace TwinGrid.Cli.Reports;

/// <summary>The chain from left to right, and how many cartons are where at its end, as the silo answers.</summary>
internal static class ChainPicture
{
    private const double Width = 960, Height = 300, Box = 150, Tall = 64;

    /// <summary>The picture as SVG.</summary>
    public static string Draw(ChainRun run)
    {
        var svg = new Svg(Width, Height);
        ChainTruth truth = run.Scenario.Truth;
        int Of(Func<LifeStage, bool> isStage, string place) => run.Answers.Where.Values.Count(answer =>
            isStage(answer.Stage) && (place.Length == 0 || (answer.Place?.Contains(place, StringComparison.Ordinal) ?? false)));
        int Pallets(int truck) => truth.Pallets.Count(pallet => pallet.Truck == truck);
        string Room(int truck) => run.Scenario.Zones.First(zone => zone.Name == truth.Pallets.First(pallet => pallet.Truck == truck).Zone).Place;

        Place(svg, 10, 118, "factory", $"{truth.Cartons.Length} cartons", "#27c");
        Place(svg, 200, 40, "truck A", $"{Pallets(0)} pallets", "#27c");
        Place(svg, 200, 196, "truck B", $"{Pallets(1)} pallets, unit fails", "#c22");
        Place(svg, 390, 40, "cold room 1", $"{Of(stage => stage == LifeStage.Stored, Room(0))} cartons", "#27c");
        Place(svg, 390, 196, "cold room 2", $"{Of(stage => stage == LifeStage.Stored, Room(1))} cartons", "#27c");
        Place(svg, 590, 118, "shop", $"{Of(stage => stage == LifeStage.OnShelf, "")} on the shelf", "#27c");
        Place(svg, 800, 30, "sold", Cartons(Of(stage => stage == LifeStage.Sold, "")), "#288");
        Place(svg, 800, 118, "returned", Cartons(Of(stage => stage == LifeStage.Returned, "")), "#a60");
        Place(svg, 800, 206, "destroyed", Cartons(Of(stage => stage == LifeStage.Decommissioned, "")), "#777");
        foreach ((double x1, double y1, double x2, double y2) in new (double, double, double, double)[]
        {
            (160, 150, 200, 72), (160, 150, 200, 228), (350, 72, 390, 72), (350, 228, 390, 228), (540, 72, 590, 150), (540, 228, 590, 150),
            (740, 150, 800, 62), (740, 150, 800, 150), (740, 150, 800, 238),
        })
        {
            svg.Line(x1, y1, x2, y2, "stroke:#8889;stroke-width:2");
        }

        return svg.ToString();
    }

    private static void Place(Svg svg, double x, double y, string name, string what, string colour)
    {
        svg.Rectangle(x, y, Box, Tall, $"fill:{colour}2;stroke:{colour};stroke-width:1.5");
        svg.Text(x + Box / 2, y + 27, name, "middle", "fill:currentColor;font-weight:bold");
        svg.Text(x + Box / 2, y + 47, what, "middle", "fill:currentColor");
    }

    private static string Cartons(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "carton" : "cartons")}");
}
