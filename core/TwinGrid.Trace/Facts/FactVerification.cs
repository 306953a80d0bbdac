using System.Globalization;

namespace TwinGrid.Trace.Facts;

/// <summary>A place in a log and the hash that stands there.</summary>
/// <param name="Sequence">Sequence of the record; 0 before the first.</param>
/// <param name="Hash">Its chained hash; <see cref="FactHash.Genesis"/> before the first.</param>
public readonly record struct FactAnchor(long Sequence, string Hash)
{
    /// <summary>Before the first record.</summary>
    public static FactAnchor Beginning { get; } = new(0, FactHash.Genesis);
}

/// <summary>What was done to a log, as far as the log tells.</summary>
public enum FactFault
{
    /// <summary>A record is not what was written, or not the one that the next was chained to.</summary>
    Altered,

    /// <summary>Records are missing.</summary>
    Removed,

    /// <summary>Records are not in the order in which they were written.</summary>
    Reordered,

    /// <summary>A record is there twice.</summary>
    Doubled,

    /// <summary>A record was put between two that were written one after the other.</summary>
    Inserted,

    /// <summary>The chain fits itself and not what was noted of it: all records from some place on were written anew.</summary>
    Rewritten,
}

/// <summary>The first place where a log doesn't hold.</summary>
/// <param name="Sequence">Sequence of the record where it shows.</param>
/// <param name="Fault">What was done.</param>
/// <param name="Reason">The same in one line, with what was expected and found.</param>
public sealed record FactBreak(long Sequence, FactFault Fault, string Reason)
{
    /// <summary>The line that names the record.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"record {Sequence}: {Reason}");
}

/// <summary>What the verification of a log found.</summary>
/// <param name="Count">Number of records that hold, from the beginning.</param>
/// <param name="Head">The last of them.</param>
/// <param name="Break">The first that doesn't; null when all do.</param>
public sealed record FactVerification(long Count, FactAnchor Head, FactBreak? Break);
