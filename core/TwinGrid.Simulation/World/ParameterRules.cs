using TwinGrid.Simulation.Fidelity;

namespace TwinGrid.Simulation.World;

/// <summary>The ranges of the world's parameters.</summary>
internal static class ParameterRules
{
    public static void Check(WorldParameters world, string file)
    {
        void Require(bool holds, string place, object? found, string expected)
        {
            if (!holds)
            {
                throw new FormatException(FormattableString.Invariant($"{file}: {place}: expected {expected}, found {found}"));
            }
        }

        void Share(double value, string place) => Require(value is >= 0 and <= 1, place, value, "a share from 0 to 1");
        Require(world.Days is >= 30 and <= 3650, "days", world.Days, "30 to 3650");
        Require(world.CensusDay >= 1 && world.CensusDay <= world.Days, "censusDay", world.CensusDay, $"1 to {world.Days}");
        Require(world.WavesPerCentre is >= 20 and <= 8760, "wavesPerCentre", world.WavesPerCentre, "20 to 8760");
        Require(world.FewestCentres is >= 1 and <= 10_000, "fewestCentres", world.FewestCentres, "1 to 10000");
        Require(world.LanesPerFactory is >= 1 and <= 64, "lanesPerFactory", world.LanesPerFactory, "1 to 64");
        Require(world.Countries.Count is >= 1 and <= 250, "countries", world.Countries.Count, "1 to 250 countries");
        Require(world.Countries.Any(country => country.Makes > 0), "countries", "none", "a country that makes things");
        foreach (Country country in world.Countries)
        {
            string place = $"countries {country.Code}";
            Require(country.Buys is > 0 and < 1e9, place + " buys", country.Buys, "a weight above 0");
            Require(country.Makes is >= 0 and < 1e9, place + " makes", country.Makes, "a weight of 0 or above");
            Require(Math.Abs(country.Latitude) <= 90, place + " latitude", country.Latitude, "-90 to 90");
            Require(Math.Abs(country.Longitude) <= 180, place + " longitude", country.Longitude, "-180 to 180");
            Require(Math.Abs(country.MeanCelsius) <= 60, place + " meanCelsius", country.MeanCelsius, "-60 to 60");
            Require(country.SwingCelsius is >= 0 and <= 60, place + " swingCelsius", country.SwingCelsius, "0 to 60");
        }

        Require(world.Classes.Count is >= 1 and <= 20, "classes", world.Classes.Count, "1 to 20 classes");
        Require(world.Classes.All(goods => goods.Twentieths >= 1), "classes twentieths", "0", "1 or more of each class");
        int twentieths = world.Classes.Sum(goods => goods.Twentieths);
        Require(twentieths == 20, "classes twentieths", twentieths, "a sum of 20");
        foreach (ProductClass goods in world.Classes)
        {
            string place = $"classes {goods.Name}";
            Require(goods.Device is "A" or "B" or "C", place + " device", goods.Device, "A, B or C");
            Require(goods.SetPoint is null or (>= -100 and <= 60), place + " setPoint", goods.SetPoint, "-100 to 60 °C");
            Require(goods.SetPoint is not null || (goods.Low is null && goods.High is null), place, "limits without a set point", "a set point");
            Require(!(goods.Low >= goods.SetPoint), place + " low", goods.Low, "a limit below the set point");
            Require(!(goods.High <= goods.SetPoint), place + " high", goods.High, "a limit above the set point");
            Require(goods.AllowedMinutes is >= 0 and <= 1e6, place + " allowedMinutes", goods.AllowedMinutes, "0 to 1000000");
            Require(goods.ShelfDays is > 0 and <= 3650, place + " shelfDays", goods.ShelfDays, "above 0, to 3650");
            Require(goods.UseDays is > 0 and <= 3650, place + " useDays", goods.UseDays, "above 0, to 3650");
            Share(goods.Returned, place + " returned");
            Require(
                RegionTables.Shipped.Links.Any(table => table.Device == goods.Device && table.Surroundings == goods.Surroundings),
                place + " surroundings", goods.Surroundings, $"one of {string.Join(", ", RegionTables.Shipped.Links.Select(table => table.Surroundings).Distinct())}");
            Share(goods.Hidden, place + " hidden");
            Share(goods.Lost, place + " lost");
            Share(goods.Broken, place + " broken");
            Share(goods.Stolen, place + " stolen");
            double mishaps = goods.Lost + goods.Broken + goods.Stolen;
            Require(mishaps <= 0.25, place + " lost, broken and stolen", mishaps, "at most 0.25 together");
        }

        RegionParameters regions = world.Regions;
        TableSurface errors = RegionTables.Shipped.Localization.Median;
        Require(regions.PortalMetres is > 0 and <= 1000, "regions portalMetres", regions.PortalMetres, "above 0, to 1000");
        Require(regions.AnchorsPerMetre >= errors.Rows[0] && regions.AnchorsPerMetre <= errors.Rows[^1],
            "regions anchorsPerMetre", regions.AnchorsPerMetre, FormattableString.Invariant($"{errors.Rows[0]} to {errors.Rows[^1]}"));
        Require(regions.TagsPerSquareMetre >= errors.Curves[0].At[0] && regions.TagsPerSquareMetre <= errors.Curves[0].At[^1],
            "regions tagsPerSquareMetre", regions.TagsPerSquareMetre, FormattableString.Invariant($"{errors.Curves[0].At[0]} to {errors.Curves[0].At[^1]}"));
        Require(RegionTables.Shipped.Inventory.Any(table => table.Link == regions.Link && table.Scheme == regions.Scheme),
            "regions link, scheme", $"{regions.Link}, {regions.Scheme}", "slow or fast, frames or qAlgorithm");
        Require(regions.OfCentre is >= 1 and <= 1_000_000, "regions ofCentre", regions.OfCentre, "1 to 1000000");
        Require(regions.OfShop is >= 1 and <= 1_000_000, "regions ofShop", regions.OfShop, "1 to 1000000");
        Hazards hazards = world.Hazards;
        Share(hazards.Overcooled, "hazards overcooled");
        Share(hazards.Robbed, "hazards robbed");
        Share(hazards.CaseLost, "hazards caseLost");
        Share(hazards.Recalled, "hazards recalled");
        (string Name, Hazard Hazard)[] thermal =
        [
            ("trailerUnit", hazards.TrailerUnit), ("centrePower", hazards.CentrePower), ("truckUnit", hazards.TruckUnit),
            ("hubDock", hazards.HubDock), ("vanDoors", hazards.VanDoors), ("shopFridge", hazards.ShopFridge),
        ];
        foreach ((string name, Hazard hazard) in thermal)
        {
            Share(hazard.Chance, $"hazards {name} chance");
            Require(hazard.MeanMinutes is > 0 and <= 1e5, $"hazards {name} meanMinutes", hazard.MeanMinutes, "above 0, to 100000");
            Require(hazard.ConstantMinutes is > 0 and <= 1e5, $"hazards {name} constantMinutes", hazard.ConstantMinutes, "above 0, to 100000");
        }
    }
}
