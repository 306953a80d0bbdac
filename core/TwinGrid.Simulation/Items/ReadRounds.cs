using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>
/// When tags are read: at eight portals on the way, and in the inventory rounds of centres and shops. A portal misses an item
/// when its byte of the item's words lies below the class's threshold. In rooms a tag is hidden, behind others or in a hand,
/// for a stretch of rounds out of each 256 that its phase decides; so any number of rounds is counted at once.
/// </summary>
internal static class ReadRounds
{
    /// <summary>Portals: out of the factory, into and out of centre and hub, into the shop, onto the floor, out at the till.</summary>
    public const int Portals = 8;

    /// <summary>The till's place among the portals.</summary>
    public const int Till = 7;

    /// <summary>A centre's rounds are 2¹⁵ s apart, 9 h 6 min.</summary>
    public const int CentreShift = 15;

    /// <summary>A shop's rounds are 2¹⁴ s apart, 4 h 33 min.</summary>
    public const int ShopShift = 14;

    /// <summary>Offset of a site's rounds, seconds: spread evenly over sites by the golden ratio.</summary>
    public static int Offset(long site, int shift) => (int)((uint)site * 0x9E3779B9u >> (32 - shift));

    /// <summary>The first round of a site at or after a time.</summary>
    public static int First(int time, int offset, int shift) => (time - offset + (1 << shift) - 1) >> shift;

    /// <summary>When a round of a site is.</summary>
    public static int TimeOf(int round, int offset, int shift) => (round << shift) + offset;

    /// <summary>Whether an item is hidden in a round.</summary>
    public static bool IsHidden(int round, uint phase, byte hidden) => (((uint)round + phase) & 255) < hidden;

    /// <summary>Rounds of from … to − 1 in which an item isn't hidden.</summary>
    public static int Seen(int from, int to, uint phase, byte hidden) =>
        to <= from ? 0 : to - from - (HiddenBefore(to + (int)phase, hidden) - HiddenBefore(from + (int)phase, hidden));

    /// <summary>An item's phase.</summary>
    public static uint PhaseOf(in ItemFacts item) => item.Words.X1 & 255;

    /// <summary>How far off an item's position is told, hundredths of a millimetre: its sixteenth of the world's errors.</summary>
    public static int LocationError(in ItemFacts item, WorldModel world) => world.LocationErrors[(int)(item.Words.X1 >> 8) & 15];

    /// <summary>When a case passes a portal; the till is its items' own.</summary>
    public static int PassAt(in CaseFacts theCase, int portal) => portal switch
    {
        0 => theCase.LeftFactory,
        1 => theCase.AtCentre,
        2 => theCase.LeftCentre,
        3 => theCase.AtHub,
        4 => theCase.LeftHub,
        5 => theCase.AtShop,
        _ => theCase.OnFloor,
    };

    /// <summary>Whether an item is read at a portal it passes.</summary>
    public static bool IsRead(in ItemFacts item, int portal, byte missedBelow)
    {
        uint word = portal < 4 ? item.Words.X2 : item.Words.X3;
        return (byte)(word >> (portal & 3) * 8) >= missedBelow;
    }

    /// <summary>Reads of an item before a time, and those of them that came at or after an earlier one.</summary>
    public static (int All, int Recent) Count(in CaseFacts theCase, in ItemFacts item, int since, int time, ClassFigures goods)
    {
        int until = Math.Min(time, item.EndsAt), all = 0, recent = 0;
        for (int portal = 0; portal < Till; portal++)
        {
            int at = PassAt(theCase, portal);
            if (at >= until)
            {
                break;
            }

            int read = IsRead(item, portal, goods.MissedBelow) ? 1 : 0;
            all += read;
            recent += at >= since ? read : 0;
        }

        if (item.End == ItemEnd.Sold && item.EndsAt <= time && IsRead(item, Till, goods.MissedBelow))
        {
            all++;
            recent += item.EndsAt >= since ? 1 : 0;
        }

        Rounds(theCase.AtCentre, Math.Min(until, theCase.LeftCentre), Offset(theCase.Centre, CentreShift), CentreShift, item);
        Rounds(theCase.OnFloor, until, Offset(theCase.Shop, ShopShift), ShopShift, item);
        return (all, recent);

        void Rounds(int from, int to, int offset, int shift, in ItemFacts item)
        {
            int first = First(from, offset, shift), end = First(to, offset, shift), late = First(since, offset, shift);
            all += Seen(first, end, PhaseOf(item), goods.HiddenRounds);
            recent += Seen(Math.Max(first, late), end, PhaseOf(item), goods.HiddenRounds);
        }
    }

    private static int HiddenBefore(int position, byte hidden) => (position >> 8) * hidden + Math.Min(position & 255, hidden);
}
