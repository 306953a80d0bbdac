using System.Collections.Immutable;

namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>How the polling cycles of the second phase run.</summary>
public sealed record PollingOptions
{
    /// <summary>The defaults.</summary>
    public static PollingOptions Default { get; } = new();

    /// <summary>Share of the slots with 1, 2, 3, … tags that the decoder resolves, by which frames are sized. Default 1 up to three tags.</summary>
    public ImmutableArray<double> ResolvedShares { get; init; } = [1, 1, 1];

    /// <summary>Tags that the reader expects, or null when it knows the number in the field. Default null.</summary>
    public int? ExpectedTags { get; init; }

    /// <summary>
    /// Whether tags of resolved slots stay silent for the rest of the cycle. A Query that opens a further frame then carries one
    /// bit for each slot of the frame before, which tells the tags of unresolved slots to reply again; that is an extension of the
    /// standard, whose tags all reply to each new Query. Without it every frame is full. Default true.
    /// </summary>
    public bool SilencesResolved { get; init; } = true;

    /// <summary>Most frames of a cycle. Default 32.</summary>
    public int MaximumFrames { get; init; } = 32;

    /// <summary>Throws when an option is out of its range.</summary>
    internal void Check()
    {
        if (ResolvedShares.IsDefaultOrEmpty || ResolvedShares.Any(share => share is not (>= 0 and <= 1)) || ResolvedShares.All(share => share == 0))
        {
            throw new ArgumentException("expected resolved shares from 0 to 1, one of them above 0", nameof(ResolvedShares));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(ExpectedTags ?? 0, nameof(ExpectedTags));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaximumFrames);
    }
}
