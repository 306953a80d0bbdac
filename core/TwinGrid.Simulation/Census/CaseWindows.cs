using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Census;

/// <summary>What of an ordinary case's reads the census sees, worked out once for its twenty-four items.</summary>
internal readonly struct CaseWindows
{
    public CaseWindows(in CaseFacts theCase, int time)
    {
        int dayAgo = time - WorldModel.SecondsPerDay;
        ulong passed = 0, recent = 0;
        for (int portal = 0; portal < ReadRounds.Till; portal++)
        {
            int at = ReadRounds.PassAt(theCase, portal);
            ulong mark = 1UL << portal * 8;
            passed |= at < time ? mark : 0;
            recent |= at < time && at >= dayAgo ? mark : 0;
        }

        (Passed, Recent) = (passed, recent);
        int centre = ReadRounds.Offset(theCase.Centre, ReadRounds.CentreShift);
        CentreFrom = ReadRounds.First(theCase.AtCentre, centre, ReadRounds.CentreShift);
        CentreTo = ReadRounds.First(Math.Min(time, theCase.LeftCentre), centre, ReadRounds.CentreShift);
        CentreRecent = Math.Max(CentreFrom, ReadRounds.First(dayAgo, centre, ReadRounds.CentreShift));
        ShopOffset = ReadRounds.Offset(theCase.Shop, ReadRounds.ShopShift);
        ShopFrom = ReadRounds.First(theCase.OnFloor, ShopOffset, ReadRounds.ShopShift);
        ShopRecent = Math.Max(ShopFrom, ReadRounds.First(dayAgo, ShopOffset, ReadRounds.ShopShift));
    }

    /// <summary>A one in byte p for each portal p that the case has passed; the till is the items' own.</summary>
    public ulong Passed { get; }

    /// <summary>The same for the last day alone.</summary>
    public ulong Recent { get; }

    public int CentreFrom { get; }

    public int CentreTo { get; }

    public int CentreRecent { get; }

    public int ShopOffset { get; }

    public int ShopFrom { get; }

    public int ShopRecent { get; }
}
