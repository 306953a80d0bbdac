using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Kinetics;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Tests.Simulated.SupplyChain;

public class SupplyChainScenarioTests
{
    [Fact]
    public void The_same_options_and_start_tell_the_same_story_and_another_seed_another()
    {
        string text = Chains.Text(Chains.Make());
        Assert.Equal(text, Chains.Text(Chains.Make()));
        Assert.NotEqual(text, Chains.Text(Chains.Make(Chains.Small with { Seed = 2 })));
    }

    [Fact]
    public void Another_start_gives_other_names_and_the_same_truth()
    {
        ChainTruth one = Chains.Make().Truth, other = SupplyChainScenario.Create(Chains.Small, Chains.Start.AddDays(40)).Truth;
        Assert.Empty(one.Cartons.Select(carton => carton.Epc).Intersect(other.Cartons.Select(carton => carton.Epc)));
        Assert.Equal(one.Cartons.Select(carton => (carton.Stage, carton.Place, carton.Above)), other.Cartons.Select(carton => (carton.Stage, carton.Place, carton.Above)));
        Assert.Equal(one.Pallets.Select(pallet => (pallet.Position, pallet.Above, pallet.MeanKinetic)), other.Pallets.Select(pallet => (pallet.Position, pallet.Above, pallet.MeanKinetic)));
    }

    [Fact]
    public void Everything_is_told_in_order_and_before_the_end()
    {
        SupplyChainScenario chain = Chains.Make();
        Assert.Equal(chain.Happenings.Order(Comparer<ChainHappening>.Create((a, b) => a.Time.CompareTo(b.Time))), chain.Happenings);
        Assert.All(chain.Happenings, happening => Assert.InRange(happening.Time, chain.Schedule.Start, chain.Schedule.End));
    }

    [Theory]
    [InlineData(4, 2, 4, 2)]
    [InlineData(8, 6, 20, 3)]
    [InlineData(12, 3, 5, 7)]
    public void Every_carton_is_born_once_and_ends_where_a_plain_walk_over_the_events_finds_it(int pallets, int cases, int cartons, int lots)
    {
        SupplyChainScenario chain = Chains.Make(new SupplyChainOptions { Pallets = pallets, CasesPerPallet = cases, CartonsPerCase = cartons, Lots = lots, Seed = 5 });
        EventWalk walk = EventWalk.Over(Chains.Events(chain));
        Assert.Equal(chain.Options.Cartons, chain.Truth.Cartons.Length);
        Assert.Equal(chain.Truth.Cartons.Select(carton => (carton.Epc, carton.Lot)).Order(), walk.Lots.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.All(chain.Truth.Cartons, carton => Assert.Equal((carton.Epc, carton.Stage, carton.Place), (carton.Epc, walk.StageOf(carton.Epc), walk.PlaceOf(carton.Epc))));
        Assert.Equal(chain.Truth.InWarmTruck.Order(), walk.Inside(chain.Truth.WarmTruck, chain.Truth.Failure.From).Order());
    }

    [Fact]
    public void The_carton_to_trace_was_in_the_warm_truck_and_came_back_and_the_wrong_sale_is_put_right()
    {
        ChainTruth truth = Chains.Make().Truth;
        Dictionary<string, CartonTruth> cartons = truth.Cartons.ToDictionary(carton => carton.Epc);
        Assert.Contains(truth.Traced, truth.InWarmTruck);
        Assert.Equal((LifeStage.Returned, truth.RecalledLot), (cartons[truth.Traced].Stage, cartons[truth.Traced].Lot));
        Assert.Equal((LifeStage.OnShelf, LifeStage.Sold), (cartons[truth.WrongSale.Named].Stage, cartons[truth.WrongSale.Meant].Stage));
        Assert.Single(truth.Cartons, carton => carton.Stage == LifeStage.Decommissioned);
        Assert.Contains(truth.Cartons, carton => carton.Lot == truth.RecalledLot && carton.Stage == LifeStage.Stored);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_the_loggers_hand_over_proves_the_true_excursions_and_no_others(ulong seed)
    {
        SupplyChainScenario chain = Chains.Make(Chains.Small with { Seed = seed });
        foreach (PalletTruth pallet in chain.Truth.Pallets)
        {
            Reading[] readings = [.. Chains.Readings(chain, TwinNames.OfEpc(pallet.Epc))];
            ColdChainReport report = ColdChainMonitor.Evaluate(ChainRules.Set, readings, chain.Options.LoggingInterval);
            Assert.Equal(pallet.Excursions.Order(), report.Excursions.Select(excursion => excursion.Rule).Order());
            RuleOutcome budget = report.Outcomes.Single(outcome => outcome.Rule.Id == ChainRules.Budget);
            Assert.Equal(pallet.Above.TotalMinutes, budget.Used.TotalMinutes, 20.0);
            if (!pallet.Excursions.Contains(ChainRules.Gap))
            {
                Assert.Equal(pallet.MeanKinetic, MeanKinetic(readings, chain.Options.LoggingInterval), 0.05);
            }
        }
    }

    [Fact]
    public void True_exposures_keep_away_from_the_limits_of_the_rules()
    {
        IEnumerable<PalletTruth> pallets = Enumerable.Range(1, 20).SelectMany(seed => Chains.Make(Chains.Small with { Seed = (ulong)seed }).Truth.Pallets);
        Assert.All(pallets, pallet =>
        {
            Assert.True((pallet.Above - ChainRules.WarmAfter).Duration() > TimeSpan.FromMinutes(30), $"{pallet.Above}");
            Assert.True((pallet.Above - ChainRules.Allowed).Duration() > TimeSpan.FromMinutes(20), $"{pallet.Above}");
        });
        Assert.All(pallets.Chunk(Chains.Small.Pallets), load => Assert.Equal(
            ["", "", "", "", "warm", "warm,stability-budget", "warm", ""],
            load.Select(pallet => string.Join(',', pallet.Excursions.Where(rule => rule is ChainRules.Warm or ChainRules.Budget)))));
    }

    [Fact]
    public void Batches_come_late_and_twice()
    {
        SupplyChainScenario chain = Chains.Make();
        ReadingsSent[] sent = [.. chain.Happenings.OfType<ReadingsSent>()];
        Assert.Contains(sent, batch => batch.Time - batch.Readings[^1].Time > TimeSpan.FromHours(1));
        Assert.Contains(sent.GroupBy(batch => batch.Readings[0].Id), group => group.Count() == 2);
        Assert.All(sent.SelectMany(batch => batch.Readings.Select(reading => batch.Time - reading.Time)), lateness => Assert.True(lateness >= TimeSpan.Zero));
        Assert.All(chain.LoggerTags, tag => Assert.Contains(sent, batch => batch.Tag == tag.Tag && batch.Subject == tag.Twin));
    }

    [Fact]
    public void Every_zone_is_probed_with_the_pallets_that_stand_in_it()
    {
        SupplyChainScenario chain = Chains.Make();
        foreach (PalletTruth pallet in chain.Truth.Pallets)
        {
            string twin = TwinNames.OfEpc(pallet.Epc);
            TagsProbed[] seen = [.. chain.Happenings.OfType<TagsProbed>().Where(probed => probed.Probes.Any(probe => probe.Receiver == twin))];
            Assert.Equal(["dock", pallet.Zone], seen.Select(probed => probed.Zone));
            WarehouseZone zone = chain.Zones.Single(candidate => candidate.Name == pallet.Zone);
            Assert.InRange(pallet.Position.X, zone.Corner.X, zone.FarCorner.X);
            Assert.InRange(pallet.Position.Y, zone.Corner.Y, zone.FarCorner.Y);
        }

        Probe[] probes = [.. chain.Happenings.OfType<TagsProbed>().SelectMany(probed => probed.Probes)];
        Assert.Equal(probes.Length, probes.Select(probe => probe.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(7, 6, 20, 3, 5, "even")]
    [InlineData(2, 6, 20, 3, 5, "4 to 64")]
    [InlineData(8, 1, 20, 3, 5, "cases")]
    [InlineData(8, 6, 3, 3, 5, "cartons")]
    [InlineData(8, 6, 20, 1, 5, "lots")]
    [InlineData(8, 6, 20, 3, 60, "logging interval")]
    public void Options_out_of_range_are_refused_by_name(int pallets, int cases, int cartons, int lots, int minutes, string named)
    {
        var options = new SupplyChainOptions { Pallets = pallets, CasesPerPallet = cases, CartonsPerCase = cartons, Lots = lots, LoggingInterval = TimeSpan.FromMinutes(minutes) };
        Assert.Contains(named, Assert.Throws<ArgumentOutOfRangeException>(() => Chains.Make(options)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SupplyChainScenario.Create(Chains.Small, Chains.Start.AddSeconds(1)));
    }

    private static double MeanKinetic(IEnumerable<Reading> readings, TimeSpan interval)
    {
        KineticMean mean = KineticMean.Empty(KineticMean.UspActivationEnergy);
        foreach (Segment segment in Timeline.Of(readings, new Cadence(interval, ChainRules.Set.LargestGap)).Where(segment => segment.Temperature.IsPoint))
        {
            mean = mean.With(segment.Temperature.Low, segment.Length.TotalSeconds);
        }

        return mean.Value!.Value.Value;
    }
}
