using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Tests.Items;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Tests.Naming;

public class WorldNamesTests
{
    private static readonly WorldModel Large = new(5, 1_000_000_000_000, WorldParameters.Default);
    private static readonly WorldModel Small = new(6, 300_000, WorldParameters.Default with { LanesPerFactory = 3 });

    [Fact]
    public void Names_lead_back_in_all_their_forms()
    {
        foreach (WorldNames names in new[] { new WorldNames(Large), new WorldNames(Small) })
        {
            var things =
                from kind in Gen.Elements(Enum.GetValues<ThingKind>())
                from number in Worlds.Numbers(names.CountOf(kind))
                select new Thing(kind, number);
            Prop.ForAll(things.ToArbitrary(), thing =>
            {
                EpcIdentity name = names.Of(thing);
                return new[] { EpcUri.Format(name), DigitalLink.Format(name), ElementString.Format(name), EpcTag.Of(name, 0).ToHex() }
                    .All(form => names.Parse(form) == thing);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(3, 5));
        }
    }

    [Fact]
    public void No_two_things_of_a_kind_share_a_name()
    {
        WorldNames names = new(Small);
        foreach (ThingKind kind in Enum.GetValues<ThingKind>().Where(kind => kind != ThingKind.Item))
        {
            int count = (int)names.CountOf(kind);
            Assert.Equal(count, Enumerable.Range(0, count).Select(number => names.Of(new Thing(kind, number))).Distinct().Count());
        }
    }

    [Fact]
    public void Readers_are_extensions_of_their_places_and_no_two_share_a_name()
    {
        WorldNames names = new(Large);
        Reader[] readers = [.. Enum.GetValues<ReaderKind>().Select(kind => new Reader(kind, new Thing(NameLayout.PlaceOf(kind), 17)))];
        Assert.Equal(readers.Length, readers.Select(names.Of).Distinct().Count());
        Assert.All(readers, reader => Assert.Equal(reader.Place, names.Parse(EpcUri.Format(names.Of(reader)))));
        Assert.Throws<ArgumentException>(() => names.Of(new Reader(ReaderKind.Till, new Thing(ThingKind.Hub, 1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => names.Of(new Thing(ThingKind.Item, Large.Objects)));
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:0614141.812345.6789", "9520 or 9521")]
    [InlineData("urn:epc:id:sgtin:952099999.0000.1", "a factory of this world, 0 to ")]
    [InlineData("urn:epc:id:sgtin:952000001.0000.274000000000", "run of a factory's lane")]
    [InlineData("urn:epc:id:sgtin:952000001.0000.01", "expected urn:epc:id:sgtin:952000001.")]
    [InlineData("urn:epc:id:sgtin:952000001.0000.x1", "expected digits")]
    [InlineData("urn:epc:id:sgtin:952100001.0000.1", "a truck's or van's grai")]
    [InlineData("urn:epc:id:grai:952100001.004.1", "a truck's or van's grai")]
    [InlineData("urn:epc:id:sgln:952100001.099.0", "010 to 017 for hubs")]
    [InlineData("urn:epc:id:sgln:952100001.000.till", "a reader of a Centre")]
    [InlineData("urn:epc:idpat:sgtin:952000001.0000.*", "expected digits")]
    [InlineData("nothing", "expected")]
    public void A_bad_or_foreign_name_is_refused_in_one_line(string text, string message)
    {
        EpcException refused = Assert.Throws<EpcException>(() => new WorldNames(Large).Parse(text));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_name_of_another_class_of_goods_is_refused()
    {
        WorldNames names = new(Large);
        EpcIdentity name = names.Of(new Thing(ThingKind.Item, 123_456_789_012));
        string other = name.Reference == "0000" ? "0001" : "0000";
        Assert.Throws<EpcException>(() => names.Parse(EpcIdentity.Create(name.Scheme, name.CompanyPrefix, other, name.Serial)));
    }

    [Fact]
    public void An_empty_lane_of_a_factory_has_no_names()
    {
        WorldNames names = new(Small);
        int factory = Enumerable.Range(0, Small.Factories).First(factory => Lanes(factory).Any(lane => Small.LaneOf(factory, lane) is null));
        int empty = Lanes(factory).First(lane => Small.LaneOf(factory, lane) is null);
        EpcException refused = Assert.Throws<EpcException>(() => names.Parse($"urn:epc:id:sscc:9520{factory:D5}.9000000{empty}"));
        Assert.Contains("which stands empty", refused.Message, StringComparison.Ordinal);

        IEnumerable<int> Lanes(int _) => Enumerable.Range(0, Small.Parameters.LanesPerFactory);
    }

    [Theory]
    [InlineData(20, 8, "factories of the world")]
    [InlineData(8760, 64, "cases of a factory of the world")]
    public void A_world_too_large_for_its_names_is_refused_in_one_line(int wavesPerCentre, int lanes, string message)
    {
        WorldModel world = new(1, WorldModel.MostObjects, WorldParameters.Default with { WavesPerCentre = wavesPerCentre, LanesPerFactory = lanes });
        EpcException refused = Assert.Throws<EpcException>(() => new WorldNames(world));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void The_largest_world_of_the_default_parameters_has_names_for_all() =>
        Assert.NotNull(new WorldNames(new WorldModel(1, WorldModel.MostObjects, WorldParameters.Default)));
}
