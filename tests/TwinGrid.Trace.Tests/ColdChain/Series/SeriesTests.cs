using FsCheck.Fluent;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.ColdChain.Series;
using TwinGrid.Trace.Facts;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain.Series;

public class SeriesTests
{
    [Fact]
    public void A_thinned_series_keeps_the_ends_and_every_extreme_and_is_short_enough() => Laws.Hold(
        Gen.Choose(1, 400).SelectMany(count => Laws.Between(-30, 30).ArrayOf(count)),
        values =>
        {
            Reading[] readings = [.. values.Select((value, index) => Read(index + 1, index, value))];
            TemperatureSeries series = TemperatureSeries.Of(readings, null, At(0), At(10_000), 40);
            Assert.Equal(values.Length, series.Readings);
            Assert.InRange(series.Points.Count, Math.Min(values.Length, 10), 40);
            Assert.Equal((values.Min(), values.Max()), (series.Points.Min(point => point.Celsius), series.Points.Max(point => point.Celsius)));
            Assert.Equal((readings[0].Time, readings[^1].Time), (series.Points[0].Time, series.Points[^1].Time));
            Assert.Equal(series.Points.OrderBy(point => point.Time).Distinct(), series.Points);
            Assert.All(series.Points, point => Assert.Contains(readings, reading => reading.Time == point.Time && reading.Temperature!.Value.Value == point.Celsius));
        });

    [Fact]
    public void A_gap_and_a_reading_without_value_are_one_unknown_stretch_however_much_is_thinned()
    {
        Reading[] readings = [Read(1, 0, 5), Read(2, 5, 5), new Reading(new ObservationId("logger", 3), At(10), null), Read(4, 100, 5), Read(5, 105, 6)];
        TemperatureSeries series = TemperatureSeries.Of(readings, new Cadence(Minutes(5), Minutes(30)), At(0), At(105), 8);
        Assert.Equal([new SeriesSpan(At(10), At(100))], series.Unknown);
        Assert.Equal(3, series.Readings);
    }

    [Fact]
    public void Unknown_stretches_reach_to_the_edges_of_the_asked_span()
    {
        Reading[] readings = [Read(1, 0, 5), Read(2, 20, 5), Read(3, 100, 5)];
        var cadence = new Cadence(Minutes(5), Minutes(30));
        SeriesSpan[] Of(double from, double until) => [.. TemperatureSeries.Of(readings, cadence, At(from), At(until), 8).Unknown];
        Assert.Equal([new SeriesSpan(At(-10), At(0)), new SeriesSpan(At(25), At(100)), new SeriesSpan(At(105), At(120))], Of(-10, 120));
        Assert.Equal([new SeriesSpan(At(30), At(90))], Of(30, 90));
        Assert.Equal([new SeriesSpan(At(25), At(100))], Of(10, 103));
        Assert.Empty(Of(2, 18));
        Assert.Equal([new SeriesSpan(At(200), At(300))], Of(200, 300));
        Assert.Equal([new SeriesSpan(At(-20), At(-10))], Of(-20, -10));
    }

    [Fact]
    public void A_record_is_folded_in_the_order_of_the_log_and_released_readings_leave_it()
    {
        Reading first = Read(1, 0, 5), second = Read(2, 5, 12);
        Excursion excursion = new("mine/1/warm/20260301T000500Z", "warm", 1, ExcursionKind.Consecutive, At(5), At(5), null, 12, Minutes(5), true, false);
        FactRecord started = ExcursionFacts.NewsOf("site", "box", null, excursion, At(5))!;
        FactRecord[] facts =
        [
            ReadingFacts.OfRules("site", "box", AssignedRules.Of("cold-2-8"), Minutes(5), Minutes(60), At(-1)),
            .. ReadingFacts.OfReadings(ReadingFacts.Used, "site", "box", [first, second]),
            started,
            .. ReadingFacts.OfReadings(ReadingFacts.Released, "site", "box", [second]),
            ExcursionFacts.NewsOf("site", "box", ExcursionLifeCycle.Fold([started]), null, At(10))!,
        ];
        SubjectRecord record = SubjectRecord.Fold(facts.Select((fact, index) => new LoggedFact(index + 1, At(0), fact, "")).Reverse());
        Assert.Equal([first], record.Readings);
        Assert.Equal(("cold-2-8", Minutes(5)), (record.Rules!.Rules.Name, record.Interval));
        Assert.Equal(ExcursionState.Withdrawn, Assert.Single(record.Excursions).State);
    }
}
