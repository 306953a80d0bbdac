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
    private readonly float[] _errors;
    private readonly PhiloxLanes _random;
    private readonly Vector256<uint>[] _words = new Vector256<uint>[12];

    public CaseCounter(WorldModel world, CensusTally tally)
    {
        _world = world;
        _time = world.CensusSecond;
        _tally = tally;
        _random = new PhiloxLanes(world.Seed);
        _errors = Array.ConvertAll(world.LocationErrors.ToArray(), error => (float)error);
    }

    public void Count(in CaseFacts theCase)
    {
        if (theCase.Made > _time)
        {
            _tally.Stages(theCase.Origin, Stage.NotMade) += Numbering.ItemsPerCase;
            _tally.Of(theCase.Goods, Census.Count.Items) += Numbering.ItemsPerCase;
            return;
        }

        ClassFigures goods = _world.FiguresOf(theCase.Goods);
        long first = theCase.Number * Numbering.ItemsPerCase;
        if (theCase.IsTakenBefore(_time))
        {
            CountOneByOne(theCase, first, goods);
            return;
        }

        Span<Vector256<uint>> words = _words;
        _random.TwentyFour(first, Purpose.Item, words);
        CaseWindows windows = new(theCase, _time);
        Span<Felt> felt = stackalloc Felt[CaseFacts.Incidents];
        felt = felt[..theCase.Befallen(felt, _time)];
        Lanes lanes = default;
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot += PhiloxLanes.Count)
        {
            Vector256<uint> x0 = words[0], x1 = words[1], x2 = words[2], x3 = words[3];
            words = words[4..];
            Vector256<uint> mishap = Vector256.LessThan(x0, Vector256.Create(goods.StolenBelow));
            Vector256<int> soldAt = Eight(theCase, windows, goods, x0, x1, x2, x3, ~mishap, ref lanes);
            if (!felt.IsEmpty)
            {
                CountExposures(theCase, felt, slot, soldAt, ~mishap.ExtractMostSignificantBits() & 0xFF, goods);
            }

            if (mishap != Vector256<uint>.Zero)
            {
                CountMishaps(theCase, slot, goods, mishap.ExtractMostSignificantBits(), x0, x1, x2, x3);
            }
        }

        Book(theCase, lanes, felt.IsEmpty);
    }

    /// <summary>Sums over the lanes of a case.</summary>
    private struct Lanes
    {
        public int Items, Unsold, Home, Returned, UsedUp;
        public Vector256<int> Rounds, RecentRounds, Errors;
        public Vector256<byte> Passes, RecentPasses;
    }

    private Vector256<int> Eight(
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
            lanes.Errors += Vector256.ConvertToInt32Native(Lookup.Eight(_errors, (x1 >>> 8) & Vector256.Create(15u))) & Vector256.AndNot(mask, sold);
        }

        return soldAt;
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
        lanes.Passes += (early & Vector256.Create((uint)windows.Passed)).AsByte() + (late & passedLate).AsByte();
        Vector256<uint> recentLate = Vector256.Create((uint)(windows.Recent >> 32)) | ((sold & soldToday).AsUInt32() & till);
        lanes.RecentPasses += (early & Vector256.Create((uint)windows.Recent)).AsByte() + (late & recentLate).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CountRounds(
        in CaseWindows windows, ClassFigures goods, Vector256<int> phase, Vector256<int> mask, Vector256<int> until, ref Lanes lanes)
    {
        Vector256<int> hidden = Vector256.Create((int)goods.HiddenRounds);
        Vector256<int> to = (until - Vector256.Create(windows.ShopOffset - (1 << ReadRounds.ShopShift) + 1)) >> ReadRounds.ShopShift;
        Vector256<int> hiddenAfter = HiddenBefore(to + phase, hidden);
        lanes.Rounds += Seen(Vector256.Create(windows.ShopFrom), to, phase, hidden, hiddenAfter) & mask;
        Vector256<int> recent = Vector256.Create(windows.ShopRecent);
        if (Vector256.GreaterThanAny(to, recent))
        {
            lanes.RecentRounds += Seen(recent, to, phase, hidden, hiddenAfter) & mask;
        }

        if (windows.CentreTo > windows.CentreFrom)
        {
            Vector256<int> left = Vector256.Create(windows.CentreTo);
            Vector256<int> hiddenBeforeLeaving = HiddenBefore(left + phase, hidden);
            lanes.Rounds += Seen(Vector256.Create(windows.CentreFrom), left, phase, hidden, hiddenBeforeLeaving) & mask;
            if (windows.CentreTo > windows.CentreRecent)
            {
                lanes.RecentRounds += Seen(Vector256.Create(windows.CentreRecent), left, phase, hidden, hiddenBeforeLeaving) & mask;
            }
        }
    }

    /// <summary><see cref="ReadRounds.Seen"/>, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Seen(
        Vector256<int> from, Vector256<int> to, Vector256<int> phase, Vector256<int> hidden, Vector256<int> hiddenBeforeEnd) =>
        Vector256.GreaterThan(to, from) & (to - from - (hiddenBeforeEnd - HiddenBefore(from + phase, hidden)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> HiddenBefore(Vector256<int> position, Vector256<int> hidden) =>
        (position >> 8) * hidden + Vector256.Min(position & Vector256.Create(255), hidden);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Wait(Vector256<uint> quantile, float mean)
    {
        Vector256<float> wait = Lookup.Eight(_waits, quantile);
        return Vector256.ConvertToInt32Native(wait * mean);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Marks(Vector256<int> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());

    /// <summary>The sum of all bytes, of which each eight together stay below 256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Sum(Vector256<byte> bytes) =>
        // The sum of eight bytes stands in the top byte of their product with 0x0101…01.
        (long)Vector256.Sum((bytes.AsUInt64() * 0x0101_0101_0101_0101UL) >>> 56);

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

    private void CountExposures(
        in CaseFacts theCase, ReadOnlySpan<Felt> felt, int slot, Vector256<int> soldAt, uint lanes, ClassFigures goods)
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes), until = Math.Min(_time, soldAt[lane]);
            _tally.Add(theCase, Exposure.Of(Exposure.Air(theCase, until), felt, slot + lane, until, goods), _time);
        }
    }

    private void CountOneByOne(in CaseFacts theCase, long first, ClassFigures goods)
    {
        _random.TwentyFour(first, Purpose.Item, _words);
        for (int slot = 0; slot < Numbering.ItemsPerCase; slot += PhiloxLanes.Count)
        {
            int at = slot / 2;
            CountMishaps(theCase, slot, goods, 0xFF, _words[at], _words[at + 1], _words[at + 2], _words[at + 3]);
        }
    }

    private void Book(in CaseFacts theCase, in Lanes lanes, bool isUneventful)
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
        _tally.Of(goods, Census.Count.Reads) += Vector256.Sum(lanes.Rounds) + Sum(lanes.Passes);
        _tally.Of(goods, Census.Count.ReadsOfLastDay) += Vector256.Sum(lanes.RecentRounds) + Sum(lanes.RecentPasses);
        if (isUneventful)
        {
            _tally.Of(goods, Census.Count.HighestSum) += (long)lanes.Items * CensusTally.Hundredths(Exposure.Air(theCase, _time).High);
        }

        _tally.Of(goods, Census.Count.Located) += isLocated ? lanes.Unsold : 0;
        _tally.Of(goods, Census.Count.ErrorSum) += isLocated ? Vector256.Sum(lanes.Errors) : 0;
    }
}
