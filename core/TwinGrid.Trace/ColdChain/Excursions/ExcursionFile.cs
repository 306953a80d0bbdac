using System.Collections.Immutable;

namespace TwinGrid.Trace.ColdChain.Excursions;

/// <summary>How far people have come with an excursion.</summary>
public enum ExcursionState
{
    /// <summary>Nobody has taken note of it, whether it lasts or has ended.</summary>
    Open,

    /// <summary>Someone has taken note of it.</summary>
    Acknowledged,

    /// <summary>Someone has said what becomes of the goods.</summary>
    Dispositioned,

    /// <summary>Nothing is left to do.</summary>
    Closed,

    /// <summary>Late readings show that it never was. Nothing is left to do; what people did stays in the file.</summary>
    Withdrawn,
}

/// <summary>What someone did about an excursion.</summary>
/// <param name="Kind">Kind of the fact: excursion-acknowledged, excursion-dispositioned or excursion-closed.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Note">What was said; empty for nothing.</param>
/// <param name="Verdict">What becomes of the goods; null unless this is a disposition.</param>
public sealed record ExcursionAct(string Kind, DateTimeOffset At, string By, string Note, string? Verdict);

/// <summary>All that is known of one excursion: what was measured, and what people did about it.</summary>
public sealed record ExcursionFile
{
    /// <summary>Id of its thread of facts, <see cref="ExcursionFacts.ThreadOf"/>; fit for a path of HTTP.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the site.</summary>
    public required string Site { get; init; }

    /// <summary>Name of the object.</summary>
    public required string Subject { get; init; }

    /// <summary>What was measured, as last told.</summary>
    public required Excursion Excursion { get; init; }

    /// <summary>How far people have come.</summary>
    public ExcursionState State { get; init; }

    /// <summary>What becomes of the goods, as last said since it was (re)opened; null before.</summary>
    public string? Verdict { get; init; }

    /// <summary>What people did, in order.</summary>
    public ImmutableArray<ExcursionAct> Acts { get; init; } = [];

    /// <summary>Whether what was measured was told otherwise after the last act, which was therefore decided on other figures.</summary>
    public bool IsChangedSinceAct { get; init; }

    /// <summary>Number of facts in its thread; the next one carries it, so that no two chapters are the same fact.</summary>
    public int Chapters { get; init; }

    /// <summary>Whether the value is still beyond the limit as far as is known.</summary>
    public bool IsLasting => State != ExcursionState.Withdrawn && Excursion.End is null;

    /// <summary>Whether it still asks something of people.</summary>
    public bool IsPending => State is ExcursionState.Open or ExcursionState.Acknowledged or ExcursionState.Dispositioned;
}
