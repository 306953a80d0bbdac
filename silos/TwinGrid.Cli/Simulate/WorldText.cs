using System.Globalization;
using TwinGrid.Adapters;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Cli.Simulate;

/// <summary>Things of a simulated world in words, and words that name them.</summary>
/// <param name="world">The world.</param>
/// <param name="names">Its names.</param>
internal sealed class WorldText(WorldModel world, WorldNames names)
{
    /// <summary>The thing that was asked for: an item by its number, anything by its name.</summary>
    /// <exception cref="BadInputException">The world has no such thing.</exception>
    public Thing Parse(string text)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.Length <= 18 && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number >= 0 && number < world.Objects
                ? new Thing(ThingKind.Item, number)
                : throw new BadInputException("item", 0, string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {world.Objects - 1:#,0}, as this world has them"), text);
        }

        try
        {
            return names.Parse(text);
        }
        catch (EpcException fault)
        {
            throw new BadInputException(fault.Place, 0, fault.Expected, fault.Found, fault);
        }
    }

    /// <summary>The URN of a thing.</summary>
    public string Urn(Thing thing) => EpcUri.Format(names.Of(thing));

    /// <summary>The URN of a reader.</summary>
    public string Urn(Reader reader) => EpcUri.Format(names.Of(reader));

    /// <summary>Kind and number, and the country of what stands still.</summary>
    public static string Name(Thing thing, string? country = null) => string.Create(
        CultureInfo.InvariantCulture, $"{thing.Kind.ToString().ToLowerInvariant()} {thing.Number:#,0}{(country is null ? "" : ", " + country)}");

    /// <summary>Name of a country.</summary>
    public string Country(int country) => world.Parameters.Countries[country].Name;

    /// <summary>A moment.</summary>
    public DateTimeOffset Time(int second) => world.TimeOf(second);

    /// <summary>A stage in words.</summary>
    public static string Words(Stage stage) => stage switch
    {
        Stage.NotMade => "not made yet",
        Stage.Factory => "packed, in the factory's yard",
        Stage.Trailer => "in a trailer",
        Stage.Centre => "in a distribution centre",
        Stage.Truck => "in a truck",
        Stage.Hub => "in a hub",
        Stage.Van => "in a van",
        Stage.BackRoom => "in a shop's back room",
        Stage.Shelf => "on a shelf",
        Stage.Home => "sold, in a home",
        Stage.Returned => "brought back",
        Stage.UsedUp => "used up",
        Stage.Lost => "lost or robbed",
        Stage.Stolen => "stolen from the shelf",
        Stage.Broken => "broken on the shelf",
        _ => "recalled",
    };

    /// <summary>An end in words.</summary>
    public static string Words(ItemEnd end) => end switch
    {
        ItemEnd.Sold => "sold",
        ItemEnd.Lost => "lost on its own",
        ItemEnd.Broken => "broken",
        ItemEnd.Stolen => "stolen",
        ItemEnd.CaseLost => "lost with its case",
        ItemEnd.Robbed => "robbed with its vehicle",
        _ => "recalled with its lot",
    };

    /// <summary>A cause in words.</summary>
    public static string Words(Cause cause) => cause switch
    {
        Cause.TrailerUnit => "the trailer's refrigeration failed",
        Cause.TrailerOvercooled => "the trailer cooled too much",
        Cause.CentrePower => "the centre's power failed",
        Cause.TruckUnit => "the truck's refrigeration failed",
        Cause.TruckOvercooled => "the truck cooled too much",
        Cause.HubDock => "waited on the hub's dock",
        Cause.VanDoors => "the van's doors stood open",
        Cause.ShopFridge => "the shop's refrigerator failed",
        _ => "nothing",
    };
}
