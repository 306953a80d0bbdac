namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// How much work a trace may be. One unit is the comparison of two nodes; laying out a node counts as <see cref="NodeWork"/> of
/// them. A shelf on which everything shifts at once would otherwise cost the cube of its tags where lengths tell nothing.
/// </summary>
/// <param name="total">Most work of a trace; half of it is for searching each object once, the rest for those that lose profiles.</param>
/// <param name="search">Most work of one search.</param>
internal sealed class SearchBudget(long total = 300_000_000, long search = 4_000_000)
{
    /// <summary>What laying out a node costs, in comparisons.</summary>
    public const int NodeWork = 16;

    /// <summary>Most work of a trace.</summary>
    public long Total => total;

    /// <summary>Work done so far.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether a search was cut short or left out.</summary>
    public bool WasShort { get; private set; }

    /// <summary>What the next search may cost when <paramref name="objects"/> objects are still to be searched for the first time.</summary>
    public long FirstShare(int objects) => Math.Min(search, (total / 2 - Spent) / objects);

    /// <summary>What the next search may cost when <paramref name="objects"/> objects, this one included, are still open.</summary>
    public long NextShare(int objects) => Math.Min(search, (total - Spent) / objects);

    /// <summary>Counts work that was done.</summary>
    public void Spend(long work) => Spent += work;

    /// <summary>Notes whether a search could not try everything.</summary>
    public void NoteShort(bool wasShort) => WasShort |= wasShort;
}
