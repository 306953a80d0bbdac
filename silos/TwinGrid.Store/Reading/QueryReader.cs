using System.Data.Common;
using System.Runtime.CompilerServices;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Reading;

/// <summary>
/// Runs queries page by page behind a cursor, so that no reader holds the database while its caller is busy. The database narrows,
/// <see cref="EventQuery.Matches"/> decides.
/// </summary>
internal sealed class QueryReader(Dialect dialect, NameCache cache)
{
    private const int FirstPage = 64, LargestPage = 1024;

    /// <summary>Runs a query.</summary>
    public async IAsyncEnumerable<StoredEvent> RunAsync(EventQuery query, EventCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QueryPlan? plan = await dialect.ReadAsync((connection, token) => QueryPlan.MakeAsync(dialect, connection, cache, query, token), cancellationToken);
        EventCursor? cursor = after;
        int count = FirstPage;
        bool hasMore = plan is not null;
        while (hasMore)
        {
            EventCursor? from = cursor;
            int size = count;
            Page page = await dialect.ReadAsync((connection, token) => PageAsync(connection, plan!, from, size, token), cancellationToken);
            foreach (StoredEvent stored in page.Events)
            {
                if (query.Matches(stored))
                {
                    yield return stored;
                }
            }

            (cursor, hasMore) = (page.End, page.End is not null);
            count = Math.Min(LargestPage, count * 2);
        }
    }

    private async Task<Page> PageAsync(DbConnection connection, QueryPlan plan, EventCursor? after, int count, CancellationToken cancellationToken)
    {
        if (plan.Keys(after, count) is not { } keysOf)
        {
            Statement rows = plan.Rows(EventPage.Columns, after, count);
            IReadOnlyList<(StoredEvent Stored, bool)> page = await new EventPage(dialect, cache).ReadAsync(connection, rows.On(connection), cancellationToken);
            return new Page([.. page.Select(row => row.Stored)], page.Count == count ? plan.CursorOf(page[^1].Stored) : null);
        }

        List<EventCursor> keys = await keysOf.On(connection)
            .ListAsync(reader => new EventCursor(Sql.Moment(reader.GetInt64(0)), reader.GetInt64(1)), cancellationToken);
        if (keys.Count == 0)
        {
            return new Page([], null);
        }

        Statement fetch = plan.RowsOf(EventPage.Columns, [.. keys.Select(key => key.Sequence)]);
        IReadOnlyList<(StoredEvent Stored, bool)> fetched = await new EventPage(dialect, cache).ReadAsync(connection, fetch.On(connection), cancellationToken);
        return new Page([.. fetched.Select(row => row.Stored)], keys.Count == count ? keys[^1] : null);
    }

    /// <summary>Events, some of which may not be wanted.</summary>
    /// <param name="Events">The events, in order.</param>
    /// <param name="End">Where the next page begins; null behind the last.</param>
    private sealed record Page(IReadOnlyList<StoredEvent> Events, EventCursor? End);
}
