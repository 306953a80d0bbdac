namespace TwinGrid.Signal.Reproductions;

/// <summary>The outcome of one system's evaluation.</summary>
/// <param name="Figures">The table, a row a figure.</param>
/// <param name="Goals">What was to be reached, and whether it was.</param>
/// <param name="Charts">The pictures.</param>
/// <param name="Notes">What a reader must know to read the figures: conditions, choices, shortfalls with their reason.</param>
public sealed record Reproduction(
    IReadOnlyList<ReproducedFigure> Figures,
    IReadOnlyList<ReproductionGoal> Goals,
    IReadOnlyList<Chart> Charts,
    IReadOnlyList<string> Notes);

/// <summary>One figure of a published evaluation next to what this run found.</summary>
/// <param name="Key">Its name for machines: snake_case with the unit at the end.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">The unit of all its values, as it is printed; empty for a plain number.</param>
/// <param name="Samples">
/// Independent trials behind our column, such as rooms or laboratories rather than what is in them; where that column is empty, behind
/// the faithful one.
/// </param>
public sealed record ReproducedFigure(string Key, string Name, string Unit, int Samples)
{
    /// <summary>The published value, or null where the source gives none.</summary>
    public PublishedValue? Published { get; init; }

    /// <summary>The published method as re-implemented here, on this run's data.</summary>
    public Measured? Faithful { get; init; }

    /// <summary>The method of this project, on the same data.</summary>
    public Measured? Ours { get; init; }

    /// <summary>The least that any unbiased method could reach on the same data, where such a bound exists.</summary>
    public Measured? Bound { get; init; }
}

/// <summary>A value as its source gives it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Text">How the source words it, with its unit: "&lt; 0.8 cm".</param>
/// <param name="Where">Section, figure or table of the source.</param>
public sealed record PublishedValue(double Value, string Text, string Where);

/// <summary>Something to be reached.</summary>
/// <param name="Statement">What is compared with what, in words and with units.</param>
/// <param name="Found">What this run found.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="IsUpperLimit">Whether the found value must not exceed the limit; otherwise it must not fall short of it.</param>
public sealed record ReproductionGoal(string Statement, double Found, double Limit, bool IsUpperLimit = true)
{
    /// <summary>Whether the goal is reached.</summary>
    public bool IsReached => IsUpperLimit ? Found <= Limit : Found >= Limit;
}
