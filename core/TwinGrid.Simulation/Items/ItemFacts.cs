using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>
/// An item's life, whole and without a present: when and how it leaves the chain, what becomes of it, its temperatures. This is
/// the definition that every quicker way of counting has to agree with.
/// </summary>
public readonly struct ItemFacts
{
    private const int Day = 86_400;

    /// <summary>Works out an item's life.</summary>
    /// <param name="theCase">Its case.</param>
    /// <param name="slot">Its place in the case, 0 to 23.</param>
    /// <param name="words">Its random words.</param>
    /// <param name="goods">Its class of goods.</param>
    internal ItemFacts(in CaseFacts theCase, int slot, PhiloxBlock words, ClassFigures goods)
    {
        Slot = slot;
        Words = words;
        int sold = theCase.OnFloor + Waits.Seconds(words.X1 >> 22, goods.ShelfSeconds);
        (EndsAt, End) = words.X0 < goods.StolenBelow ? Mishap(theCase, words.X0, sold, goods) : (sold, ItemEnd.Sold);
        if (theCase.LostAt < EndsAt)
        {
            (EndsAt, End) = (theCase.LostAt, ItemEnd.CaseLost);
        }

        if (theCase.RobbedAt < EndsAt)
        {
            (EndsAt, End) = (theCase.RobbedAt, ItemEnd.Robbed);
        }

        if (theCase.RecalledAt < EndsAt)
        {
            (EndsAt, End) = (theCase.RecalledAt, ItemEnd.Recalled);
        }

        uint use = (words.X1 >> 12) & 1023;
        bool isReturned = End == ItemEnd.Sold && (words.X0 & 0xFFFF) < goods.ReturnedBelow;
        ReturnedAt = isReturned ? EndsAt + Day + (int)use * (13 * Day / 1024) : Trip.Never;
        UsedUpAt = End == ItemEnd.Sold && !isReturned ? EndsAt + Waits.Seconds(use, goods.UseSeconds) : Trip.Never;
    }

    /// <summary>Its place in the case, 0 to 23.</summary>
    public int Slot { get; }

    /// <summary>When it left the chain.</summary>
    public int EndsAt { get; }

    /// <summary>How it left the chain.</summary>
    public ItemEnd End { get; }

    /// <summary>When it was brought back; <see cref="Trip.Never"/> if it wasn't.</summary>
    public int ReturnedAt { get; }

    /// <summary>When it was used up; <see cref="Trip.Never"/> if it wasn't.</summary>
    public int UsedUpAt { get; }

    internal PhiloxBlock Words { get; }

    /// <summary>Where it is at a time.</summary>
    public Stage StageAt(in CaseFacts theCase, int time)
    {
        if (time < EndsAt)
        {
            return OnTheWay(theCase, time);
        }

        return End switch
        {
            ItemEnd.Sold => time >= ReturnedAt ? Stage.Returned : time >= UsedUpAt ? Stage.UsedUp : Stage.Home,
            ItemEnd.Stolen => Stage.Stolen,
            ItemEnd.Broken => Stage.Broken,
            ItemEnd.Recalled => Stage.Recalled,
            _ => Stage.Lost,
        };
    }

    /// <summary>Where the unsold items of a case are at a time.</summary>
    internal static Stage OnTheWay(in CaseFacts theCase, int time) =>
        time < theCase.AtCentre
            ? time < theCase.Made ? Stage.NotMade : time < theCase.LeftFactory ? Stage.Factory : Stage.Trailer
            : time < theCase.AtHub
                ? time < theCase.LeftCentre ? Stage.Centre : Stage.Truck
                : time < theCase.AtShop
                    ? time < theCase.LeftHub ? Stage.Hub : Stage.Van
                    : time < theCase.OnFloor ? Stage.BackRoom : Stage.Shelf;

    private static (int, ItemEnd) Mishap(in CaseFacts theCase, uint word, int sold, ClassFigures goods)
    {
        static int Between(int from, int to, uint word, uint start, uint end) => from + (int)((double)(word - start) / (end - start) * (to - from));
        return word < goods.LostBelow
            ? (Between(theCase.LeftFactory, theCase.AtShop, word, 0, goods.LostBelow), ItemEnd.Lost)
            : word < goods.BrokenBelow
                ? (Between(theCase.OnFloor, sold, word, goods.LostBelow, goods.BrokenBelow), ItemEnd.Broken)
                : (Between(theCase.OnFloor, sold, word, goods.BrokenBelow, goods.StolenBelow), ItemEnd.Stolen);
    }
}
