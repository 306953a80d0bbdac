using System.Text.Json;
using System.Text.Json.Serialization;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>A trace for machines: times UTC, temperatures in degrees Celsius.</summary>
internal static class ItemFigures
{
    /// <summary>How figures of the simulated world are written.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The trace as one object.</summary>
    public static object Of(ItemTrace trace, WorldModel world, WorldNames names, WorldText text)
    {
        int now = world.CensusSecond;
        Exposure whole = trace.ExposureAt(int.MaxValue), known = trace.ExposureAt(now);
        RouteStep? step = trace.StepAt(now);
        DateTimeOffset? Time(int second) => second == Trip.Never ? null : text.Time(second);
        string? Urn(Thing? thing) => thing is { } some ? text.Urn(some) : null;
        object Read(TagRead read) => new { Time = text.Time(read.Second), Reader = read.Reader.Kind, Epc = text.Urn(read.Reader) };
        return new
        {
            world.Seed,
            world.Objects,
            Item = trace.Number,
            Epc = text.Urn(new Thing(ThingKind.Item, trace.Number)),
            Lot = names.LotOf(Numbering.LoadOf(trace.Case.Number)),
            Class = trace.Goods.Name,
            Device = trace.Goods.Device,
            Made = text.Time(trace.Case.Made),
            End = trace.Life.End,
            Ended = text.Time(trace.Life.EndsAt),
            Returned = Time(trace.Life.ReturnedAt),
            UsedUp = Time(trace.Life.UsedUpAt),
            Census = new
            {
                Time = text.Time(now),
                Stage = step?.Stage ?? Stage.NotMade,
                Country = text.Country(step?.Country ?? trace.Case.Origin),
                Place = Urn(step?.Place),
                Since = step is { } since ? Time(since.From) : null,
                Reads = step is null ? 0 : trace.Reads.All.Count(read => read.Second <= now),
                Exposure = step is null ? null : Temperatures(known, Time),
            },
            trace.SecondsLate,
            LocationMillimetres = trace.LocationError / 100m,
            Steps = trace.Steps.Select(way => new { way.Stage, Country = text.Country(way.Country), Place = Urn(way.Place), From = text.Time(way.From), Until = Time(way.Until) }),
            Containers = trace.Containers.Select(stay => new { stay.Container.Kind, Epc = text.Urn(stay.Container), From = text.Time(stay.From), Until = text.Time(stay.Until) }),
            Exposure = Temperatures(whole, Time),
            SetPoint = trace.Goods.SetPoint,
            Incidents = trace.Incidents.Select(incident => new
            {
                incident.Shared.Cause,
                Place = text.Urn(incident.Place),
                From = text.Time(incident.Shared.Start),
                Peak = text.Time(incident.Shared.Peak),
                Until = text.Time(incident.End),
                SharedRiseKelvin = Math.Round((decimal)incident.Shared.Rise, 3),
                FeltRiseKelvin = Math.Round((decimal)incident.Rise, 3),
                SecondsOutside = Math.Round((decimal)(incident.Outside.Until - incident.Outside.From), 1),
            }),
            Reads = trace.Reads.All.Select(Read),
            Missed = trace.Reads.Missed.Select(Read),
            trace.Reads.HiddenRounds,
        };
    }

    private static object Temperatures(Exposure exposure, Func<int, DateTimeOffset?> time) => new
    {
        HighestCelsius = Math.Round((decimal)exposure.HighestCelsius, 3),
        LowestCelsius = Math.Round((decimal)exposure.LowestCelsius, 3),
        SecondsOutside = Math.Round((decimal)exposure.OutsideSeconds, 1),
        Alarm = time(exposure.AlarmAt),
        Cause = exposure.AlarmAt == Trip.Never ? (Cause?)null : exposure.Cause,
    };
}
