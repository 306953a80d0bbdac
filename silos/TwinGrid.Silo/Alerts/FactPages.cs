using TwinGrid.Store;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts;

/// <summary>The log read a page at a time, so that a slow listener never holds a search open.</summary>
internal static class FactPages
{
    private const int PageSize = 512;

    /// <summary>The next facts behind a place; none when there are none yet.</summary>
    public static async Task<IReadOnlyList<LoggedFact>> PageAfterAsync(this IFactStore facts, long sequence, CancellationToken cancellationToken)
    {
        var page = new List<LoggedFact>();
        await foreach (LoggedFact fact in facts.AfterAsync(sequence, cancellationToken))
        {
            page.Add(fact);
            if (page.Count == PageSize)
            {
                break;
            }
        }

        return page;
    }

    /// <summary>The fact at a place; null where there is none.</summary>
    public static async Task<LoggedFact?> AtAsync(this IFactStore facts, long sequence, CancellationToken cancellationToken)
    {
        await foreach (LoggedFact fact in facts.AfterAsync(sequence - 1, cancellationToken))
        {
            return fact.Sequence == sequence ? fact : null;
        }

        return null;
    }
}
