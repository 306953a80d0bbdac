using System.Text;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.World;

public class WorldModelTests
{
    private static readonly WorldModel World = new(3, 200_000_000, WorldParameters.Default);

    [Fact]
    public void Objects_are_rounded_up_to_whole_waves()
    {
        Assert.Equal(Numbering.ItemsPerWave, new WorldModel(1, 1, WorldParameters.Default).Objects);
        Assert.Equal(1_000_000_035_840, new WorldModel(1, 1_000_000_000_000, WorldParameters.Default).Objects);
    }

    [Fact]
    public void Each_round_of_a_centre_holds_each_class_as_often_as_its_twentieths_say()
    {
        for (int centre = 0; centre < World.Centres; centre += 7)
        {
            int[] goods = [.. Enumerable.Range(0, WorldModel.PatternLength).Select(sequence => World.ClassOf(centre, sequence)).Order()];
            Assert.Equal(World.Classes.SelectMany((figures, index) => Enumerable.Repeat(index, figures.Goods.Twentieths)), goods);
            Assert.Equal(
                Enumerable.Range(0, WorldModel.PatternLength),
                Enumerable.Range(0, WorldModel.PatternLength).Select(place => World.SequencePlaceOf(centre, place)).Order());
        }
    }

    [Fact]
    public void Lanes_of_factories_and_loads_of_centres_are_one_to_one()
    {
        for (int centre = 0; centre < World.Centres; centre++)
        {
            for (int load = 0; load < Numbering.LoadsPerWave; load++)
            {
                (int factory, int lane) = World.FactoryOf(centre, load);
                Assert.Equal((centre, load), World.LaneOf(factory, lane));
            }
        }
    }

    [Fact]
    public void Countries_share_the_centres_out_without_gap_or_overlap()
    {
        for (int country = 0; country < World.Parameters.Countries.Count; country++)
        {
            (int start, int end) = World.CentresOf(country);
            Assert.All(Enumerable.Range(start, end - start), centre => Assert.Equal(country, World.CountryOfCentre(centre)));
        }

        Assert.Equal(World.Centres, World.CentresOf(World.Parameters.Countries.Count - 1).End);
    }

    [Fact]
    public void Distance_of_Germany_and_Japan_is_that_of_their_middles()
    {
        Country germany = World.Parameters.Countries.Single(country => country.Code == "DE"), japan = World.Parameters.Countries.Single(country => country.Code == "JP");
        (double north, double other) = (double.DegreesToRadians(germany.Latitude), double.DegreesToRadians(japan.Latitude));
        double cosine = Math.Sin(north) * Math.Sin(other)
            + Math.Cos(north) * Math.Cos(other) * Math.Cos(double.DegreesToRadians(japan.Longitude - germany.Longitude));
        Assert.Equal(6371 * Math.Acos(cosine), germany.KilometresTo(japan), 1e-6);
        Assert.Equal(germany.KilometresTo(japan), japan.KilometresTo(germany), 9);
    }

    [Fact]
    public void Parameters_are_read_as_they_were_written()
    {
        string written = WorldParameters.Default.ToJson();
        WorldParameters read = WorldParameters.Read(Encoding.UTF8.GetBytes(written), "world.json");
        Assert.Equal(WorldParameters.Default.Regions, read.Regions);
        Assert.Equal(written, read.ToJson());
    }

    [Theory]
    [InlineData("{", "world.json(1)")]
    [InlineData("{ \"dayz\": 3 }", "dayz")]
    [InlineData("null", "found null")]
    [InlineData("{ \"days\": \"many\" }", "$.days")]
    public void A_file_that_is_no_parameter_file_is_refused(string text, string named)
    {
        FormatException fault = Assert.Throws<FormatException>(() => WorldParameters.Read(Encoding.UTF8.GetBytes(text), "world.json"));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("world.json", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"censusDay\": 335", "\"censusDay\": 366", "censusDay: expected 1 to 365, found 366")]
    [InlineData("\"recalled\": 0.0008", "\"recalled\": 1.5", "hazards recalled: expected a share from 0 to 1, found 1.5")]
    [InlineData("\"twentieths\": 13", "\"twentieths\": 12", "expected a sum of 20, found 19")]
    [InlineData("\"low\": 2, \"high\": 8, \"allowedMinutes\": 60", "\"low\": 5, \"allowedMinutes\": 60", "chilled low: expected a limit below the set point, found 5")]
    [InlineData("\"anchorsPerMetre\": 1", "\"anchorsPerMetre\": 9", "regions anchorsPerMetre: expected 0.75 to 2.5, found 9")]
    [InlineData("\"scheme\": \"frames\"", "\"scheme\": \"polling\"", "regions link, scheme: expected slow or fast, frames or qAlgorithm, found fast, Polling")]
    [InlineData("\"surroundings\": \"rooms\"", "\"surroundings\": \"sea\"", "chilled surroundings: expected one of hall, rooms, street, underground, found sea")]
    public void A_value_out_of_its_range_is_refused_with_its_place(string from, string to, string told)
    {
        using Stream stream = typeof(WorldParameters).Assembly.GetManifestResourceStream("TwinGrid.Simulation.World.world.jsonc")!;
        string text = new StreamReader(stream).ReadToEnd();
        Assert.Contains(from, text, StringComparison.Ordinal);
        FormatException fault = Assert.Throws<FormatException>(
            () => WorldParameters.Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), "world.json"));
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }
}
