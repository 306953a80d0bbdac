using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>What the record of an object's readings says of its rules, the worst of them all.</summary>
public enum ColdVerdict
{
    /// <summary>All were kept, whatever happened where the record is silent.</summary>
    Kept = 0,

    /// <summary>One may have been broken where the record is silent.</summary>
    Unproven = 1,

    /// <summary>The record proves that one was broken.</summary>
    Broken = 2,
}

/// <summary>How an object stands by its rules.</summary>
/// <param name="RuleSet">Name of the rule set.</param>
/// <param name="Version">Its version.</param>
/// <param name="Verdict">What the record says.</param>
/// <param name="BudgetLeft">What is left of the budget that is used up most; null where no rule is a budget.</param>
/// <param name="OpenExcursions">Ids of the excursions' threads that nobody has closed, by beginning.</param>
/// <param name="LastReading">Time of the newest reading; null before the first.</param>
[GenerateSerializer, Immutable, Alias("twingrid.cold-status")]
public sealed record ColdStatus(
    [property: Id(0)] string RuleSet,
    [property: Id(1)] int Version,
    [property: Id(2)] ColdVerdict Verdict,
    [property: Id(3)] TimeSpan? BudgetLeft,
    [property: Id(4)] ImmutableArray<string> OpenExcursions,
    [property: Id(5)] DateTimeOffset? LastReading);

/// <summary>A span of time, [From, Until), in which an object was inside another, directly or through containers.</summary>
/// <param name="Name">Name of the other object: the container, or what is inside.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; null while it has not.</param>
[GenerateSerializer, Immutable, Alias("twingrid.stay")]
public sealed record ContainerStay(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset? Until)
{
    /// <summary>Whether a moment lies in the span.</summary>
    public bool Holds(DateTimeOffset time) => From <= time && !(time >= Until);
}

/// <summary>What captured events say of an object's life: always the whole, so that late and withdrawn events need no repair.</summary>
/// <param name="AsOf">Sequence of the newest captured event that was looked at; what is older than known changes nothing.</param>
/// <param name="Stage">The stage of its life.</param>
/// <param name="Since">Since when; null while nothing is known.</param>
/// <param name="Place">The place last named, canonical; null for none.</param>
/// <param name="Parent">Name of the container that it is in itself; null for none.</param>
/// <param name="Enclosures">Every container that it was in at any depth, and when.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-life")]
public sealed record ObjectLife(
    [property: Id(0)] long AsOf,
    [property: Id(1)] LifeStage Stage,
    [property: Id(2)] DateTimeOffset? Since,
    [property: Id(3)] string? Place,
    [property: Id(4)] string? Parent,
    [property: Id(5)] ImmutableArray<ContainerStay> Enclosures);
