using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>Sensor readings and rules made by hand: a reading each five minutes.</summary>
public static class Warm
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    public static readonly DateTimeOffset Origin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Above 8 °C for an hour; a gap of an hour; three days above 8 °C in all.</summary>
    public const string Rules = """
        { "name": "mine", "version": 1, "range": { "low": 2, "high": 8 }, "largest_gap": "PT45M",
          "rules": [
            { "kind": "limit", "id": "warm", "above": 8, "after": "PT1H" },
            { "kind": "budget", "id": "life", "above": 8, "allowed": "P3D" },
            { "kind": "gap", "id": "gap", "after": "PT1H" } ] }
        """;

    public static SensorRead Read(long number, double celsius, string tag = "vial", string? source = null) => new(
        new ObservationId(source ?? $"logger-of-{tag}", number), Origin + number * Interval, tag, celsius);

    /// <summary>Readings numbered from <paramref name="first"/>.</summary>
    public static SensorRead[] Run(long first, int count, double celsius, string tag = "vial") =>
        [.. Enumerable.Range(0, count).Select(i => Read(first + i, celsius, tag))];

    public static Task TakeAsync(this TwinHouse house, params SensorRead[] readings) =>
        house.Adapter.Ingest(ObservationBatch.Of([.. readings])).Soon();

    /// <summary>What the log says of an object's excursions: kind and beginning, in the order of the log.</summary>
    public static string[] Told(this TwinHouse house, string name) =>
        [.. house.Facts.Of(name, [.. ExcursionFacts.Kinds]).Select(fact => fact.Kind["excursion-".Length..])];

    /// <summary>The files that the log's facts make, by beginning; those withdrawn left out.</summary>
    public static ExcursionFile[] Files(this TwinHouse house, string name) =>
    [
        .. house.Facts.Of(name, [.. ExcursionFacts.Kinds])
            .GroupBy(fact => fact.Thread)
            .Select(thread => ExcursionLifeCycle.Fold(thread)!)
            .Where(file => file.State != ExcursionState.Withdrawn)
            .OrderBy(file => file.Excursion.Start).ThenBy(file => file.Excursion.Id, StringComparer.Ordinal),
    ];

    /// <summary>The readings that the log says are used, since rules were last assigned.</summary>
    public static Reading[] Used(this TwinHouse house, string name)
    {
        var used = new Dictionary<ObservationId, Reading>();
        foreach (FactRecord fact in house.Facts.Of(name))
        {
            switch (fact.Kind)
            {
                case ReadingFacts.RulesAssigned:
                    used.Clear();
                    break;
                case ReadingFacts.Used:
                    foreach (Reading reading in ReadingFacts.ReadReadings(fact))
                    {
                        Assert.True(used.TryAdd(reading.Id, reading), $"{reading.Id} used twice");
                    }

                    break;
                case ReadingFacts.Released:
                    Assert.All(ReadingFacts.ReadReadings(fact), reading => Assert.True(used.Remove(reading.Id)));
                    break;
            }
        }

        return [.. used.Values.OrderBy(reading => reading.Time)];
    }
}
