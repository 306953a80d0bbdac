namespace TwinGrid.Simulation.World;

/// <summary>A class of goods with its shares as thresholds of random words, as counting needs them.</summary>
public sealed class ClassFigures
{
    private const int SecondsPerDay = 86_400;

    internal ClassFigures(ProductClass goods, double missed)
    {
        Goods = goods;
        LostBelow = Threshold(goods.Lost);
        BrokenBelow = Threshold(goods.Lost + goods.Broken);
        StolenBelow = Threshold(goods.Lost + goods.Broken + goods.Stolen);
        ReturnedBelow = (uint)Math.Round(goods.Returned * 65_536);
        MissedBelow = (byte)Math.Min(255, Math.Round(missed * 256));
        HiddenRounds = (byte)Math.Min(255, Math.Round(goods.Hidden * 256));
        ShelfSeconds = (float)(goods.ShelfDays * SecondsPerDay);
        UseSeconds = (float)(goods.UseDays * SecondsPerDay);
        AllowedSeconds = (float)(goods.AllowedMinutes * 60);
        SetPoint = (float)(goods.SetPoint ?? 20);
        AboveSetPoint = (float)((goods.High - goods.SetPoint) ?? double.PositiveInfinity);
        BelowSetPoint = (float)((goods.SetPoint - goods.Low) ?? double.PositiveInfinity);
    }

    /// <summary>The class itself.</summary>
    public ProductClass Goods { get; }

    /// <summary>Whether the chain keeps a temperature for it.</summary>
    public bool IsCooled => Goods.SetPoint is not null;

    internal uint LostBelow { get; }

    internal uint BrokenBelow { get; }

    internal uint StolenBelow { get; }

    /// <summary>Of the low sixteen bits of an item's first word.</summary>
    internal uint ReturnedBelow { get; }

    /// <summary>A portal misses the tag when its byte lies below.</summary>
    internal byte MissedBelow { get; }

    /// <summary>Rounds out of each 256 in which a tag is hidden.</summary>
    internal byte HiddenRounds { get; }

    internal float ShelfSeconds { get; }

    internal float UseSeconds { get; }

    internal float AllowedSeconds { get; }

    internal float SetPoint { get; }

    /// <summary>How far the limit lies above the set point, K; infinite where there is none.</summary>
    internal float AboveSetPoint { get; }

    internal float BelowSetPoint { get; }

    /// <summary>A random word lies below this with a given probability, to one in 2³².</summary>
    internal static uint Threshold(double share) => (uint)Math.Min(uint.MaxValue, Math.Round(share * 4_294_967_296.0));
}
