using System.Collections.Immutable;
using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// A population of tags in the fields of readers, one field a region, and the protocol that inventories each once. How many tags
/// a field holds is assumed: any number from <see cref="LeastTags"/> to <see cref="MostTags"/>, each as likely.
/// </summary>
public sealed record InventoryOptions
{
    /// <summary>Most tags that a region may hold.</summary>
    public const int TagLimit = 1 << 16;

    /// <summary>Most rounds that an inventory may be given.</summary>
    public const int RoundLimit = 1 << (32 - RegionDraws.IndexBits);

    /// <summary>Seed of everything random. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Tags in all regions together, zero or above; the last region holds what is left. Default 10⁸.</summary>
    public long Tags { get; init; } = 100_000_000;

    /// <summary>Fewest tags of a region, 1 or above. Default 50.</summary>
    public int LeastTags { get; init; } = 50;

    /// <summary>Most tags of a region, up to <see cref="TagLimit"/>. Default 2,000.</summary>
    public int MostTags { get; init; } = 2_000;

    /// <summary>The air interface. Default the common link of fixed readers.</summary>
    public LinkParameters Link { get; init; } = LinkParameters.Fast;

    /// <summary>How the air is shared. Default frames of the best size.</summary>
    public AccessScheme Scheme { get; init; }

    /// <summary>Share of the tags that the link reaches, 0 to 1; the others stay silent and unread. Default 1.</summary>
    public double LinkYield { get; init; } = 1;

    /// <summary>
    /// Share of the slots with several replies in which the reader hears one of them over the others, 0 to 1; each of the replies is
    /// as likely the one. Frames are planned as if there were none. Not used by polling. Default 0.
    /// </summary>
    public double CaptureShare { get; init; }

    /// <summary>Share of the slots with 1, 2, … replies that a polling cycle resolves, each 0 to 1, not all zero. Default 1 up to three.</summary>
    public ImmutableArray<double> ResolvedShares { get; init; } = [1, 1, 1];

    /// <summary>First Q of the Q algorithm, 0 to 15. Default 4.</summary>
    public int StartQ { get; init; } = 4;

    /// <summary>C of the Q algorithm, 0.1 to 0.5. Default 0.2.</summary>
    public double Step { get; init; } = 0.2;

    /// <summary>Frames after which a reader gives up, up to <see cref="RoundLimit"/>. Null for that limit, and for 32 in a polling cycle. Default null.</summary>
    public int? MaximumRounds { get; init; }

    /// <summary>Frames after which a reader of this scheme gives up.</summary>
    internal int Rounds => MaximumRounds ?? (Scheme == AccessScheme.Polling ? PollingOptions.Default.MaximumFrames : RoundLimit);

    /// <summary>Throws when an option is out of its range.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Tags);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LeastTags);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostTags, TagLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LeastTags, MostTags);
        ArgumentNullException.ThrowIfNull(Link);
        Share(LinkYield, nameof(LinkYield));
        Share(CaptureShare, nameof(CaptureShare));
        ArgumentOutOfRangeException.ThrowIfNegative(StartQ);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(StartQ, FramePlanner.LargestQ);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rounds, nameof(MaximumRounds));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Rounds, RoundLimit, nameof(MaximumRounds));
        if (!Enum.IsDefined(Scheme))
        {
            throw new ArgumentOutOfRangeException(nameof(Scheme), Scheme, "expected a scheme of the list");
        }

        if (Step is not (>= 0.1 and <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(Step), Step, "expected 0.1 to 0.5");
        }

        if (ResolvedShares.IsDefaultOrEmpty || ResolvedShares.Any(share => share is not (>= 0 and <= 1)) || ResolvedShares.All(share => share == 0))
        {
            throw new ArgumentException("expected resolved shares from 0 to 1, one of them above 0", nameof(ResolvedShares));
        }
    }

    private static void Share(double found, string name)
    {
        if (found is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, found, "expected a share from 0 to 1");
        }
    }
}
