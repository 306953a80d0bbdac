using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Series;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Excursions;

/// <summary>A page of excursion files, newest news first.</summary>
/// <param name="Files">The files.</param>
/// <param name="Next">Where the next page begins; null when this is the last. A page may have fewer files than asked for and yet not be the last.</param>
internal sealed record ExcursionPage(IReadOnlyList<ExcursionFile> Files, long? Next);

/// <summary>Excursion files and temperature records, folded from the log when asked for.</summary>
internal sealed class ExcursionShelf(ITraceStore store)
{
    /// <summary>Files that one page looks at, wanted or not.</summary>
    private const int MostThreads = 10_000;

    private const int PageSize = 500;

    /// <summary>Files in some states.</summary>
    /// <param name="newestKinds">Kinds that the newest fact of such files can be of.</param>
    /// <param name="isWanted">Whether a file is wanted.</param>
    /// <param name="after">Only files whose newest fact stands before this place in the log; null to begin.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<ExcursionPage> ListAsync(
        IReadOnlyList<string> newestKinds, Func<ExcursionFile, bool> isWanted, long? after, int count, CancellationToken cancellationToken)
    {
        var files = new List<ExcursionFile>();
        for (int looked = 0; looked < MostThreads; looked += PageSize)
        {
            // By newest fact alone a file's state can't be told (news may follow its closing), so each thread is folded.
            IReadOnlyList<LoggedFact> threads = await store.Facts.ThreadsAsync(newestKinds, after, PageSize, cancellationToken);
            foreach (LoggedFact newest in threads)
            {
                if (files.Count == count)
                {
                    return new(files, after);
                }

                after = newest.Sequence;
                if (await FindAsync(newest.Fact.Thread!, cancellationToken) is { } file && isWanted(file))
                {
                    files.Add(file);
                }
            }

            if (threads.Count < PageSize)
            {
                return new(files, null);
            }
        }

        return new(files, after);
    }

    /// <summary>The file of a thread; null where there is none.</summary>
    public async Task<ExcursionFile?> FindAsync(string thread, CancellationToken cancellationToken) =>
        ExcursionLifeCycle.Fold((await store.Facts.OfThreadAsync(thread, cancellationToken)).Select(chapter => chapter.Fact));

    /// <summary>What the log says of an object's cold chain from a time on.</summary>
    public async Task<SubjectRecord> RecordAsync(string site, string subject, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var facts = new List<LoggedFact>();
        // A fact of readings has the time of its newest one: facts that begin in the span may end behind it, so the search is open there.
        await foreach (LoggedFact fact in store.Facts.OfSubjectAsync(site, subject, SubjectRecord.ReadingKinds, from, DateTimeOffset.MaxValue, cancellationToken))
        {
            facts.Add(fact);
        }

        // Rules and excursions from before still count.
        await foreach (LoggedFact fact in store.Facts.OfSubjectAsync(site, subject, SubjectRecord.OtherKinds, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken))
        {
            facts.Add(fact);
        }

        return SubjectRecord.Fold(facts);
    }
}
