using TwinGrid.Trace.Facts;

namespace TwinGrid.Store;

/// <summary>The log of facts, and its reading side.</summary>
public interface IFactStore : IFactLog
{
    /// <summary>Facts behind a place in the log, as many as there are now, in order.</summary>
    IAsyncEnumerable<LoggedFact> AfterAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Completes when a fact behind a place is there.</summary>
    Task WaitAfterAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Sequence and hash of the newest fact; 0 and <see cref="FactHash.Genesis"/> for none.</summary>
    Task<(long Sequence, string Hash)> HeadAsync(CancellationToken cancellationToken);

    /// <summary>Facts of a subject in a span of their time, in the order of time, then of the log.</summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="subject">Name of the object.</param>
    /// <param name="kinds">The kinds wanted; empty for all.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="until">Last moment, excluded.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    IAsyncEnumerable<LoggedFact> OfSubjectAsync(
        string site, string subject, IReadOnlyList<string> kinds, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The newest fact of a kind of every subject of a site.</summary>
    IAsyncEnumerable<LoggedFact> NewestAsync(string site, string kind, CancellationToken cancellationToken);

    /// <summary>The chapters of a thread in the order of the log.</summary>
    Task<IReadOnlyList<LoggedFact>> OfThreadAsync(string thread, CancellationToken cancellationToken);

    /// <summary>The newest chapter of every thread whose newest chapter is of one of some kinds, newest first: the open alerts of all sites.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="before">Only those that stand before this place in the log; null to begin with the newest.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<LoggedFact>> ThreadsAsync(IReadOnlyList<string> kinds, long? before, int count, CancellationToken cancellationToken);

    /// <summary>Names of the sites that facts tell of, in ordinal order.</summary>
    Task<IReadOnlyList<string>> SitesAsync(CancellationToken cancellationToken);
}
