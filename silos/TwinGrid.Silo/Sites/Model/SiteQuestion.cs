namespace TwinGrid.Silo.Sites.Model;

/// <summary>What a question is about.</summary>
public enum SiteQuestionKind
{
    /// <summary>What is at each place at the end, and what is missing or not expected there.</summary>
    Inventory,

    /// <summary>How many things stayed at each place, and for how long.</summary>
    Dwell,

    /// <summary>The stays of each of the things asked for, in order.</summary>
    Path,

    /// <summary>What was at a place and is heard nowhere any more.</summary>
    Left,

    /// <summary>What was at the same place as a thing, when and for how long.</summary>
    Together,

    /// <summary>What stayed at other places than those where it belongs.</summary>
    Misplaced,

    /// <summary>Where the rules of the things were broken.</summary>
    Excursions,

    /// <summary>Where the tags that hear one another were located.</summary>
    Located,
}

/// <summary>A question that a site's report answers.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">The question in words.</param>
/// <param name="Of">The things asked for; null for all.</param>
/// <param name="Places">Places asked for: a zone, or a region; empty for all.</param>
/// <param name="Expected">Of an inventory: names of the things that should be there.</param>
/// <param name="AtLeast">Shortest stay that counts.</param>
public sealed record SiteQuestion(
    SiteQuestionKind Kind, string Title, NamePattern? Of, IReadOnlyList<string> Places, IReadOnlyList<string> Expected, TimeSpan AtLeast);
