using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>
/// Counts the items of one case, eight at a time. Items of ordinary cases differ by their wait on the shelf, their use and the
/// bytes of their reads alone, which lanes hold; whatever is rarer (a mishap, an incident, a recall) is counted one by one by
/// <see cref="CensusTally"/>'s definition. Both give the same numbers.
/// </summary>
internal sealed class CaseCounter
{
    private const int Day = WorldModel.SecondsPerDay;

    private readonly WorldModel _world;
    private readonly int _time;
    private readonly CensusTally _tally;
    private readonly float[] _waits = Waits.Quantiles;
    private readonly int[] _errors;

    public CaseCounter(WorldModel world, CensusTally tally)
    {
        _world = world;
        _time = world.CensusSecond;
        _tally = tally;
        _errors = [.. world.Parameters.LocationMillimetres];
    }

    public void Count(in CaseFacts theCase)
    {
        ClassFigures goods = _world.Classes[theCase.Goods];
        long first = theCase.Number * Numbering.ItemsPerCase;
        bool isOrdinary = theCase.IsOrdinary(_time);
        if (!isOrdinary || theCase.Made > _time)
        {
            CountOneByOne(theCase, first, goods);
            return;
        }

        CaseWindows windows = new(theCase, _time);
        Lanes lanes = default;
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot += PhiloxLanes.Count)
        {
            PhiloxLanes.Eight(_world.Seed, first + slot, Purpose.Item, out var x0, out var x1, out var x2, out var x3);
            Vector256<uint> mishap = Vector256.LessThan(x0, Vector256.Create(goods.StolenBelow));
            Eight(theCase, windows, goods, x0, x1, x2, x3, ~mishap, ref lanes);
            if (mishap != Vector256<uint>.Zero)
            {
                CountMishaps(theCase, slot, goods, mishap.ExtractMostSignificantBits(), x0, x1, x2, x3);
            }
        }

        Book(theCase, lanes);
    }

    /// <summary>Sums over the lanes of a case.</summary>
    private struct Lanes
    {
        public int Items, Unsold, Home, Returned, UsedUp;
        public Vector256<int> Rounds, RecentRounds, Errors;
        public Vector256<ulong> Passes, RecentPasses;
    }

    private void Eight(
        in CaseFacts theCase, in CaseWindows windows, ClassFigures goods,
        Vector256<uint> x0, Vector256<uint> x1, Vector256<uint> x2, Vector256<uint> x3, Vector256<uint> counted, ref Lanes lanes)
    {
        Vector256<int> now = Vector256.Create(_time), mask = counted.AsInt32();
        Vector256<int> soldAt = Vector256.Create(theCase.OnFloor) + Wait(x1 >>> 22, goods.ShelfSeconds);
        Vector256<int> sold = Vector256.LessThanOrEqual(soldAt, now) & mask;
        Vector256<int> usedFor = Wait((x1 >>> 12) & Vector256.Create(1023u), goods.UseSeconds);
        Vector256<int> isReturned = Vector256.LessThan((x0 & Vector256.Create(0xFFFFu)).AsInt32(), Vector256.Create((int)goods.ReturnedBelow));
        Vector256<int> back = soldAt + Vector256.Create(Day)
            + ((x1 >>> 12) & Vector256.Create(1023u)).AsInt32() * (13 * Day / 1024);
        Vector256<int> returned = sold & isReturned & Vector256.LessThanOrEqual(back, now);
        Vector256<int> usedUp = Vector256.AndNot(sold & Vector256.LessThanOrEqual(soldAt + usedFor, now), isReturned);
        int all = Marks(mask), gone = Marks(sold), brought = Marks(returned), used = Marks(usedUp);
        lanes.Items += all;
        lanes.Unsold += all - gone;
        lanes.Returned += brought;
        lanes.UsedUp += used;
        lanes.Home += gone - brought - used;

        CountPasses(windows, goods, x2, x3, mask, sold, Vector256.GreaterThanOrEqual(soldAt, now - Vector256.Create(Day)), ref lanes);
        CountRounds(windows, goods, (x1 & Vector256.Create(255u)).AsInt32(), mask, Vector256.Min(soldAt, now), ref lanes);
        if (all != gone)
        {
            lanes.Errors += Gather(_errors, (x1 >>> 8) & Vector256.Create(15u)) & Vector256.AndNot(mask, sold);
        }
    }

    /// <summary>Byte p of an item's last two words tells whether portal p sees it; ones are summed over bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CountPasses(
        in CaseWindows windows, ClassFigures goods, Vector256<uint> x2, Vector256<uint> x3,
        Vector256<int> mask, Vector256<int> sold, Vector256<int> soldToday, ref Lanes lanes)
    {
        Vector256<byte> below = Vector256.Create(goods.MissedBelow);
        Vector256<uint> early = Vector256.GreaterThanOrEqual(x2.AsByte(), below).AsUInt32() & mask.AsUInt32();
        Vector256<uint> late = Vector256.GreaterThanOrEqual(x3.AsByte(), below).AsUInt32() & mask.AsUInt32();
        Vector256<uint> till = Vector256.Create(1u << 24);
        Vector256<uint> passedLate = Vector256.Create((uint)(windows.Passed >> 32)) | (sold.AsUInt32() & till);
        lanes.Passes += Ones(early & Vector256.Create((uint)windows.Passed)) + Ones(late & passedLate);
        Vector256<uint> recentLate = Vector256.Create((uint)(windows.Recent >> 32)) | ((sold & soldToday).AsUInt32() & till);
        lanes.RecentPasses += Ones(early & Vector256.Create((uint)windows.Recent)) + Ones(late & recentLate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CountRounds(
        in CaseWindows windows, ClassFigures goods, Vector256<int> phase, Vector256<int> mask, Vector256<int> until, ref Lanes lanes)
    {
        Vector256<int> hidden = Vector256.Create((int)goods.HiddenRounds);
        Vector256<int> to = (until - Vector256.Create(windows.ShopOffset - (1 << ReadRounds.ShopShift) + 1)) >> ReadRounds.ShopShift;
        Vector256<int> rounds = Seen(Vector256.Create(windows.ShopFrom), to, phase, hidden);
        Vector256<int> recent = Seen(Vector256.Create(windows.ShopRecent), to, phase, hidden);
        if (windows.CentreTo > windows.CentreFrom)
        {
            Vector256<int> left = Vector256.Create(windows.CentreTo);
            rounds += Seen(Vector256.Create(windows.CentreFrom), left, phase, hidden);
            recent += Seen(Vector256.Create(windows.CentreRecent), left, phase, hidden);
        }

        lanes.Rounds += rounds & mask;
        lanes.RecentRounds += recent & mask;
    }

    /// <summary><see cref="ReadRounds.Seen"/>, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Seen(Vector256<int> from, Vector256<int> to, Vector256<int> phase, Vector256<int> hidden)
    {
        Vector256<int> before = HiddenBefore(from + phase, hidden), after = HiddenBefore(to + phase, hidden);
        return Vector256.GreaterThan(to, from) & (to - from - (after - before));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> HiddenBefore(Vector256<int> position, Vector256<int> hidden) =>
        (position >> 8) * hidden + Vector256.Min(position & Vector256.Create(255), hidden);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Wait(Vector256<uint> quantile, float mean)
    {
        Vector256<float> wait = Gather(_waits, quantile);
        return Vector256.ConvertToInt32(wait * mean);
    }

    /// <summary>Entries of a table of at least the indices' range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Gather<T>(T[] table, Vector256<uint> index)
    {
        Vector256<T> entries = default;
        for (int lane = 0; lane < PhiloxLanes.Count; lane++)
        {
            entries = entries.WithElement(lane, table[(int)index[lane]]);
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Marks(Vector256<int> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());

    /// <summary>Bytes of zero and one, summed over each eight of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Ones(Vector256<uint> bytes)
    {
        Vector256<ulong> pairs = bytes.AsUInt64();
        // Eight bytes of at most one each: their sum stands in the top byte of the product with 0x0101…01.
        return (pairs * 0x0101_0101_0101_0101UL) >>> 56;
    }

    private void CountMishaps(
        in CaseFacts theCase, int slot, ClassFigures goods, uint lanes, Vector256<uint> x0, Vector256<uint> x1, Vector256<uint> x2, Vector256<uint> x3)
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            PhiloxBlock words = new(x0[lane], x1[lane], x2[lane], x3[lane]);
            _tally.Add(theCase, new ItemFacts(theCase, slot + lane, words, goods), _time, _world);
        }
    }

    private void CountOneByOne(in CaseFacts theCase, long first, ClassFigures goods)
    {
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot += PhiloxLanes.Count)
        {
            PhiloxLanes.Eight(_world.Seed, first + slot, Purpose.Item, out var x0, out var x1, out var x2, out var x3);
            CountMishaps(theCase, slot, goods, 0xFF, x0, x1, x2, x3);
        }
    }

    private void Book(in CaseFacts theCase, in Lanes lanes)
    {
        Stage stage = ItemFacts.OnTheWay(theCase, _time);
        bool isLocated = stage is Stage.Shelf or Stage.Centre;
        _tally.Stages(stage == Stage.Factory ? theCase.Origin : theCase.Country, stage) += lanes.Unsold;
        _tally.Stages(theCase.Country, Stage.Home) += lanes.Home;
        _tally.Stages(theCase.Country, Stage.Returned) += lanes.Returned;
        _tally.Stages(theCase.Country, Stage.UsedUp) += lanes.UsedUp;
        int goods = theCase.Goods;
        _tally.Of(goods, Census.Count.Items) += lanes.Items;
        _tally.Of(goods, Census.Count.Made) += lanes.Items;
        _tally.Of(goods, Census.Count.Reads) += Vector256.Sum(lanes.Rounds) + (long)Vector256.Sum(lanes.Passes);
        _tally.Of(goods, Census.Count.ReadsOfLastDay) += Vector256.Sum(lanes.RecentRounds) + (long)Vector256.Sum(lanes.RecentPasses);
        _tally.Of(goods, Census.Count.HighestSum) += (long)lanes.Items * CensusTally.Hundredths(Exposure.Air(theCase, _time).High);
        _tally.Of(goods, Census.Count.Located) += isLocated ? lanes.Unsold : 0;
        _tally.Of(goods, Census.Count.ErrorSum) += isLocated ? Vector256.Sum(lanes.Errors) : 0;
    }
}
