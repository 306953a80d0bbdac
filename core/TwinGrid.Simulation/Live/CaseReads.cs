using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Live;

/// <summary>
/// The reads and readings that the items of a case give in a span of time: those that the census counts, each with its moment. The
/// first item of the first case of a pallet of cooled goods carries a logger: in the corner, where every incident is felt in full.
/// </summary>
internal static class CaseReads
{
    /// <summary>Slot of the item that carries the logger.</summary>
    public const int LoggerSlot = 0;

    /// <summary>Adds the reads of all items of a case in [from, to), in no order.</summary>
    public static void AddReads(Lives lives, in CaseFacts theCase, int from, int to, List<ItemRead> reads)
    {
        if (theCase.LeftFactory >= to)
        {
            return;
        }

        ClassFigures goods = lives.World.Classes[theCase.Goods];
        int centreOffset = ReadRounds.Offset(theCase.Centre, ReadRounds.CentreShift), shopOffset = ReadRounds.Offset(theCase.Shop, ReadRounds.ShopShift);
        if (!MayBeRead(theCase, from, to, centreOffset, shopOffset))
        {
            return;
        }

        for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
        {
            ItemFacts item = lives.Item(theCase, slot);
            long number = theCase.Number * Numbering.ItemsPerCase + slot;
            AddPasses(theCase, item, number, from, to, goods, reads);
            AddRounds(ReaderKind.CentreRounds, 0, theCase.AtCentre, Math.Min(item.EndsAt, theCase.LeftCentre), centreOffset, ReadRounds.CentreShift);
            AddRounds(ReaderKind.ShopRounds, theCase.VanIndex, theCase.OnFloor, item.EndsAt, shopOffset, ReadRounds.ShopShift);

            void AddRounds(ReaderKind reader, int place, int begin, int end, int offset, int shift)
            {
                int last = ReadRounds.First(Math.Min(end, to), offset, shift);
                for (int round = ReadRounds.First(Math.Max(begin, from), offset, shift); round < last; round++)
                {
                    if (!ReadRounds.IsHidden(round, ReadRounds.PhaseOf(item), goods.HiddenRounds))
                    {
                        reads.Add(new ItemRead(ReadRounds.TimeOf(round, offset, shift), number, reader, (short)place));
                    }
                }
            }
        }
    }

    /// <summary>Whether one of a case's items carries a logger.</summary>
    public static bool HasLogger(long theCase, ClassFigures goods) => goods.IsCooled && theCase % Numbering.CasesPerPallet == 0;

    /// <summary>Adds the readings of a case's logger in [from, to), by time; none where it has none.</summary>
    public static void AddReadings(Lives lives, in CaseFacts theCase, int from, int to, List<ItemReading> readings)
    {
        ClassFigures goods = lives.World.Classes[theCase.Goods];
        if (!HasLogger(theCase.Number, goods) || theCase.Made >= to)
        {
            return;
        }

        ItemFacts item = lives.Item(theCase, LoggerSlot);
        int end = Math.Min(to, item.EndsAt), first = Math.Max(from, theCase.Made);
        Span<Felt> felt = stackalloc Felt[CaseFacts.Incidents];
        ReadOnlySpan<Felt> befallen = felt[..theCase.Befallen(felt, end)];
        int phase = (int)(theCase.Number / Numbering.CasesPerPallet % LiveWave.LoggerSeconds);
        for (int second = first + ((phase - first) % LiveWave.LoggerSeconds + LiveWave.LoggerSeconds) % LiveWave.LoggerSeconds; second < end; second += LiveWave.LoggerSeconds)
        {
            readings.Add(new ItemReading(second, theCase.Number * Numbering.ItemsPerCase + LoggerSlot, TemperatureAt(second, befallen, goods)));
        }
    }

    /// <summary>The set point and what the incidents of the moment add to it: each rises to its middle and falls again.</summary>
    private static float TemperatureAt(int second, ReadOnlySpan<Felt> befallen, ClassFigures goods)
    {
        float celsius = goods.SetPoint;
        foreach (ref readonly Felt incident in befallen)
        {
            float share = 1 - MathF.Abs(second - incident.Start - incident.Seconds / 2f) / (incident.Seconds / 2f);
            celsius += MathF.Max(0, share) * incident.Rise * Exposure.SlotShares[LoggerSlot];
        }

        return celsius;
    }

    /// <summary>Whether anything of a case can be read at all; the items are only worked out then.</summary>
    private static bool MayBeRead(in CaseFacts theCase, int from, int to, int centreOffset, int shopOffset)
    {
        for (int portal = 0; portal < ReadRounds.Till; portal++)
        {
            int at = ReadRounds.PassAt(theCase, portal);
            if (at >= from && at < to)
            {
                return true;
            }
        }

        // On the shelf the tills read at any time.
        return theCase.OnFloor < to || (theCase.AtCentre < to && theCase.LeftCentre > from
            && ReadRounds.First(from, centreOffset, ReadRounds.CentreShift) < ReadRounds.First(to, centreOffset, ReadRounds.CentreShift));
    }

    private static void AddPasses(in CaseFacts theCase, in ItemFacts item, long number, int from, int to, ClassFigures goods, List<ItemRead> reads)
    {
        for (int portal = 0; portal < ReadRounds.Till; portal++)
        {
            int at = ReadRounds.PassAt(theCase, portal);
            if (at >= from && at < to && at < item.EndsAt && ReadRounds.IsRead(item, portal, goods.MissedBelow))
            {
                reads.Add(new ItemRead(at, number, (ReaderKind)portal, PlaceOf(theCase, (ReaderKind)portal)));
            }
        }

        if (item.End == ItemEnd.Sold && item.EndsAt >= from && item.EndsAt < to && ReadRounds.IsRead(item, ReadRounds.Till, goods.MissedBelow))
        {
            reads.Add(new ItemRead(item.EndsAt, number, ReaderKind.Till, PlaceOf(theCase, ReaderKind.Till)));
        }
    }

    private static short PlaceOf(in CaseFacts theCase, ReaderKind reader) => reader switch
    {
        ReaderKind.FactoryOut => (short)theCase.LoadIndex,
        ReaderKind.CentreIn or ReaderKind.CentreOut or ReaderKind.CentreRounds => 0,
        ReaderKind.HubIn or ReaderKind.HubOut => (short)theCase.TruckIndex,
        _ => (short)theCase.VanIndex,
    };
}
