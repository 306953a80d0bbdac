using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.Items;

public class ItemTraceTests
{
    [Theory]
    [InlineData(1, 100_000_000, 311)]
    [InlineData(2, 1_000_000_000_000, 1_700_000)]
    public void Traces_alone_count_as_the_sweep_of_their_wave_does(ulong seed, long objects, long wave) =>
        AssertCounts(new Lives(new WorldModel(seed, objects, WorldParameters.Default)), wave);

    [Fact]
    public void Traces_of_a_world_of_mishaps_count_as_the_sweep_does() => AssertCounts(Worlds.OfMishaps(), 44);

    [Fact]
    public void A_trace_alone_is_the_trace_met_in_a_sweep()
    {
        Lives lives = Worlds.OfMishaps();
        WavePlan plan = lives.Planner.Wave(7);
        for (int place = 0; place < Numbering.CasesPerWave; place += 61)
        {
            ItemTrace met = new(lives, lives.Case(plan, place), place % Numbering.ItemsPerCase);
            ItemTrace alone = ItemTrace.Of(lives, met.Number);
            Assert.Equal(7L * Numbering.ItemsPerWave + place * Numbering.ItemsPerCase + place % Numbering.ItemsPerCase, met.Number);
            Assert.Equal(met.Steps, alone.Steps);
            Assert.Equal(met.Containers, alone.Containers);
            Assert.Equal(met.Reads.All, alone.Reads.All);
            Assert.Equal(met.Reads.Missed, alone.Reads.Missed);
            Assert.Equal(met.Incidents, alone.Incidents);
            Assert.Equal(met.ExposureAt(int.MaxValue), alone.ExposureAt(int.MaxValue));
        }
    }

    [Fact]
    public void A_life_has_no_gaps_and_its_stages_are_those_of_its_facts()
    {
        Lives lives = Worlds.OfMishaps();
        Worlds.ForItems(lives, number =>
        {
            ItemTrace trace = ItemTrace.Of(lives, number);
            Assert.Equal(trace.Case.Made, trace.Steps[0].From);
            Assert.Equal(Trip.Never, trace.Steps[^1].Until);
            Assert.All(trace.Steps, step => Assert.True(step.From < step.Until));
            Assert.All(trace.Steps.Zip(trace.Steps.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
            foreach (int second in trace.Steps.SelectMany(step => new[] { step.From - 1, step.From, step.Until - 1 }))
            {
                Assert.Equal(trace.Life.StageAt(trace.Case, second), trace.StepAt(second)?.Stage ?? Stage.NotMade);
            }

            Assert.Equal(trace.Reads.All.OrderBy(read => read.Second), trace.Reads.All);
            Assert.All(trace.Containers, stay => Assert.True(stay.From < stay.Until && stay.Until <= trace.Life.EndsAt));
        });
    }

    [Fact]
    public void Items_of_one_vehicle_share_its_incident_and_its_delay_exactly()
    {
        Lives lives = Worlds.OfMishaps();
        Worlds.ForItems(lives, number =>
        {
            ItemTrace one = ItemTrace.Of(lives, number);
            foreach (ContainerStay stay in one.Containers.Where(stay => stay.Container.Kind >= ThingKind.Trailer))
            {
                IReadOnlyList<CaseFacts> cases = new Contents(lives, stay.Container).Cases();
                ItemTrace other = new(lives, cases[(int)(number % cases.Count)], (int)(number % Numbering.ItemsPerCase));
                ContainerStay shared = other.Containers.FirstOrDefault(candidate => candidate.Container == stay.Container);
                bool isWhole = stay.Until < one.Life.EndsAt && shared.Until < other.Life.EndsAt;
                if (shared.Container != stay.Container || !isWhole)
                {
                    continue;
                }

                Assert.Equal((stay.From, stay.Until), (shared.From, shared.Until));
                Assert.Equal(Befell(one, stay.Container), Befell(other, stay.Container));
                if (stay.Container.Kind == ThingKind.Trailer)
                {
                    Assert.Equal(one.SecondsLate, other.SecondsLate);
                }
            }
        });

        static Incident? Befell(ItemTrace trace, Thing vehicle) =>
            trace.Incidents.Where(incident => incident.Place == vehicle).Select(incident => (Incident?)incident.Shared).SingleOrDefault();
    }

    [Fact]
    public void Sampled_temperatures_reach_the_exact_extremes_and_go_no_further()
    {
        Lives lives = Worlds.OfMishaps();
        Worlds.ForItems(lives, number =>
        {
            ItemTrace trace = ItemTrace.Of(lives, number);
            int end = trace.Life.EndsAt;
            float[] sampled = [.. trace.Temperatures(trace.Case.Made, end, 300).Select(sample => sample.Celsius).OfType<float>()];
            if (trace.Life.End != ItemEnd.Sold || trace.Incidents.Any(incident => incident.End >= end))
            {
                return;
            }

            Exposure exposure = trace.ExposureAt(end);
            Assert.InRange(sampled.Max(), float.MinValue, exposure.HighestCelsius + 0.02f);
            Assert.InRange(sampled.Min(), exposure.LowestCelsius - 0.02f, float.MaxValue);
            if (trace.Incidents.Count == 0)
            {
                Assert.Equal(exposure.HighestCelsius, sampled.Max(), 0.02);
                Assert.Equal(exposure.LowestCelsius, sampled.Min(), 0.02);
            }
        });
    }

    [Fact]
    public void The_stretch_outside_the_limits_is_the_one_that_the_alarm_counts()
    {
        Lives lives = Worlds.OfMishaps();
        Worlds.ForItems(lives, number =>
        {
            ItemTrace trace = ItemTrace.Of(lives, number);
            Exposure exposure = trace.ExposureAt(int.MaxValue);
            Assert.Equal(exposure.OutsideSeconds, trace.Incidents.Sum(incident => incident.Outside.Until - incident.Outside.From), 1.0);
            if (exposure.AlarmAt != Trip.Never)
            {
                FeltIncident alarmed = Assert.Single(trace.Incidents, incident => incident.Shared.Cause == exposure.Cause);
                Assert.InRange(exposure.AlarmAt, alarmed.Outside.From, alarmed.Outside.Until + 1);
            }
        });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void An_item_that_the_world_has_not_is_refused(long number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemTrace.Of(Worlds.OfMishaps(), number));

    private static void AssertCounts(Lives lives, long wave)
    {
        WaveCounter sweep = new(lives);
        sweep.Count(wave);
        CensusTally tally = new(lives.World.Parameters.Countries.Count, lives.World.Classes.Count);
        long first = wave * Numbering.ItemsPerWave;
        for (long number = first; number < first + Numbering.ItemsPerWave; number++)
        {
            Count(tally, ItemTrace.Of(lives, number), lives.World.CensusSecond);
        }

        Assert.Equal(sweep.Tally, tally);
    }

    /// <summary>Counts what a trace tells, without any of the sums that the sweep takes.</summary>
    private static void Count(CensusTally tally, ItemTrace trace, int time)
    {
        int goods = trace.Case.Goods, dayAgo = time - WorldModel.SecondsPerDay;
        RouteStep? step = trace.StepAt(time);
        tally.Stages(step?.Country ?? trace.Case.Origin, step?.Stage ?? Stage.NotMade)++;
        tally.Of(goods, Simulation.Census.Count.Items)++;
        if (step is null)
        {
            return;
        }

        tally.Of(goods, Simulation.Census.Count.Made)++;
        IEnumerable<TagRead> reads = trace.Reads.All.TakeWhile(read => read.Second < time || (read.Second == time && read.Reader.Kind == ReaderKind.Till));
        tally.Of(goods, Simulation.Census.Count.Reads) += reads.Count();
        tally.Of(goods, Simulation.Census.Count.ReadsOfLastDay) += reads.Count(read => read.Second >= dayAgo);
        Exposure exposure = trace.ExposureAt(time);
        tally.Of(goods, Simulation.Census.Count.HighestSum) += (int)MathF.Round(exposure.HighestCelsius * 100);
        if (exposure.AlarmAt != Trip.Never)
        {
            tally.Excursions(trace.Case.Country, goods, exposure.Cause)++;
            tally.Of(goods, Simulation.Census.Count.AlarmsOfLastDay) += exposure.AlarmAt >= dayAgo ? 1 : 0;
        }

        if (step is { Stage: Stage.Shelf or Stage.Centre })
        {
            tally.Of(goods, Simulation.Census.Count.Located)++;
            tally.Of(goods, Simulation.Census.Count.ErrorSum) += trace.LocationError;
        }
    }
}
