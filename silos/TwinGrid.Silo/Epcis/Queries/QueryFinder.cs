using System.Globalization;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Silo.Epcis.Queries;

/// <summary>Answers queries page by page.</summary>
/// <param name="store">The events.</param>
/// <param name="paging">Pages.</param>
internal sealed class QueryFinder(ITraceStore store, Paging paging)
{
    /// <summary>The page of a query's answer that a request asks for; puts the link to the next one.</summary>
    /// <exception cref="EpcisProblem">There are more events than maxEventCount, or the page can't be.</exception>
    public async Task<IReadOnlyList<StoredEvent>> PageAsync(EpcisRequest request, EventQuery query)
    {
        int size = paging.Size(request);
        (EventCursor? after, int? left) = Parse(await paging.PositionAsync(request), query.EventCountLimit);
        if (after is null && query.MaxEventCount is { } limit && await IsMoreAsync(query, limit, request.Aborted))
        {
            throw EpcisProblem.AnswerTooLarge(limit);
        }

        int wanted = Math.Min(size, left ?? int.MaxValue);
        var page = new List<StoredEvent>();
        bool isMore = false;
        await foreach (StoredEvent stored in store.Events.QueryAsync(query, after, request.Aborted))
        {
            if (page.Count == wanted)
            {
                isMore = left is null || left > wanted;
                break;
            }

            page.Add(stored);
        }

        if (isMore)
        {
            StoredEvent last = page[^1];
            DateTimeOffset time = query.OrderBy == TimeField.EventTime ? last.Event.Time : last.RecordTime;
            await paging.LinkAsync(request, string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks} {last.Sequence} {left - wanted}"));
        }

        return page;
    }

    private static (EventCursor? After, int? Left) Parse(string? position, int? limit)
    {
        if (position is null)
        {
            return (null, limit);
        }

        string[] parts = position.Split(' ');
        long[] numbers = [.. parts[..2].Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        return (new EventCursor(new DateTimeOffset(numbers[0], TimeSpan.Zero), numbers[1]), parts[2].Length == 0 ? null : int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private async Task<bool> IsMoreAsync(EventQuery query, int limit, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (StoredEvent _ in store.Events.QueryAsync(query, null, cancellationToken))
        {
            if (++count > limit)
            {
                return true;
            }
        }

        return false;
    }
}
