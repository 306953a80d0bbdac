using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Kinetics;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>The logger tags of a chain: one on each pallet until it is taken apart, one on each roll cage.</summary>
internal static class ChainLoggers
{
    private const double SetPoint = 5, Summer = 24, ColdRoom = 4, DropShock = 14;
    private const int GapPallet = 0, DroppedPallet = 1;
    private static readonly TimeSpan Warming = TimeSpan.FromHours(1), Cooling = TimeSpan.FromMinutes(30);

    /// <summary>Time constants of boxes in truck B in turn, in hours: by the door, in the middle, well packed, with a phase-change lining.</summary>
    private static readonly double[] Constants = [2, 5, 12, 40];

    /// <summary>The logger of a pallet.</summary>
    public static LoggerTag OfPallet(ChainPlan plan, Pallet pallet)
    {
        ChainSchedule schedule = plan.Schedule;
        return new LoggerTag
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"LOGGER-P{pallet.Index + 1:D3}"),
            On = pallet.Id,
            Climate = ClimateOf(plan, pallet),
            From = schedule.Palletising,
            Until = pallet.IsTakenApart ? schedule.Unpacking : schedule.End,
            Gap = pallet.Index == GapPallet ? (schedule.Departure.AddHours(2), schedule.Departure.AddHours(5)) : null,
            Shock = pallet.Index == DroppedPallet ? (schedule.Unloading(0), DropShock) : null,
        };
    }

    /// <summary>The loggers of roll cages: nothing happens to them.</summary>
    public static IEnumerable<LoggerTag> OfCages(ChainPlan plan) => plan.TakenApart.Select((_, cage) => new LoggerTag
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"LOGGER-C{cage + 1:D3}"),
        On = ChainNames.Cage(cage),
        Climate = new BoxClimate([new AirStage(plan.Schedule.Start, SetPoint, TimeSpan.Zero)], TimeSpan.FromHours(3)),
        From = plan.Schedule.Picking.AddMinutes(5),
        Until = plan.Schedule.ShopUnpacking,
    });

    /// <summary>Notes the record of a pallet, in batches and as a sensor event on arrival; answers what truly happened to it.</summary>
    public static PalletTruth Tell(ChainPlan plan, ChainLedger ledger, Pallet pallet, Position place)
    {
        LoggerTag tag = OfPallet(plan, pallet);
        SeededRandom chance = plan.Chance(100 + pallet.Index);
        IReadOnlyList<Reading> record = tag.Record(plan.Options.LoggingInterval, chance);
        tag.HandOver(ledger, record, plan.Schedule.End, chance);
        Report(plan, ledger, pallet, tag, record);
        TimeSpan above = tag.Climate.TimeAbove(ChainRules.High, tag.From, tag.Until);
        ImmutableArray<string> excursions =
        [
            .. above > ChainRules.WarmAfter ? [ChainRules.Warm] : Array.Empty<string>(),
            .. tag.Shock is not null ? [ChainRules.Shock] : Array.Empty<string>(),
            .. above > ChainRules.Allowed ? [ChainRules.Budget] : Array.Empty<string>(),
            .. tag.Gap is not null ? [ChainRules.Gap] : Array.Empty<string>(),
        ];
        return new PalletTruth(
            DigitalLink.Format(pallet.Id), pallet.Truck, plan.Rooms[pallet.Truck].Name, place, above, MeanKinetic(tag), excursions);
    }

    /// <summary>Notes the record of a roll cage.</summary>
    public static void TellCage(ChainPlan plan, ChainLedger ledger, LoggerTag tag, int cage)
    {
        SeededRandom chance = plan.Chance(200 + cage);
        tag.HandOver(ledger, tag.Record(plan.Options.LoggingInterval, chance), plan.Schedule.End, chance);
    }

    private static BoxClimate ClimateOf(ChainPlan plan, Pallet pallet)
    {
        var begin = new AirStage(plan.Schedule.Start, SetPoint, TimeSpan.Zero);
        if (pallet.Truck == 0)
        {
            return new BoxClimate([begin], TimeSpan.FromHours(Constants[1]));
        }

        int place = pallet.Index - plan.Pallets.Length / 2;
        double spread = 1 + 0.02 * plan.Chance(300 + place).NextUniform(-1, 1);
        return new BoxClimate(
            [
                begin,
                new AirStage(plan.Schedule.Failure, Summer, Warming),
                new AirStage(plan.Schedule.Repair, ColdRoom, Cooling),
                new AirStage(plan.Schedule.Unloading(1), ColdRoom, TimeSpan.Zero),
            ],
            TimeSpan.FromHours(Constants[place % Constants.Length] * spread));
    }

    /// <summary>What the carrier says of a journey on arrival: a sensor event with least, most and mean.</summary>
    private static void Report(ChainPlan plan, ChainLedger ledger, Pallet pallet, LoggerTag tag, IReadOnlyList<Reading> record)
    {
        DateTimeOffset from = plan.Schedule.Loading, until = plan.Schedule.Unloading(pallet.Truck), time = until.AddMinutes(10);
        double[] journey = [.. record.Where(reading => reading.Time >= from && reading.Time < until).Select(reading => reading.Temperature!.Value.Value)];
        ledger.Document(plan.Event(time, "OBSERVE", "sensor_reporting", null, [pallet.Id], plan.Dock.PlaceId, plan.Dock.PlaceId) with
        {
            IsInUrns = true,
            Sensor = new SensorSummary(tag.Id, from, until, journey.Min(), journey.Max(), journey.Average()),
        });
    }

    private static double MeanKinetic(LoggerTag tag)
    {
        KineticMean mean = KineticMean.Empty(KineticMean.UspActivationEnergy);
        for (DateTimeOffset time = tag.From; time < tag.Until; time = time.AddMinutes(1))
        {
            mean = mean.With(tag.Climate.At(time), 60);
        }

        return mean.Value!.Value.Value;
    }
}
