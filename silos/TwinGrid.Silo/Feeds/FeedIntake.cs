using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Grains.Adapters;

namespace TwinGrid.Silo.Feeds;

/// <summary>A row that is refused.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Fault">What was expected there and found.</param>
internal sealed record RefusedRow(int Row, string Fault);

/// <summary>Reads one request's rows while they arrive and hands them to the door, some thousand at a time.</summary>
internal sealed class FeedIntake(FeedPlan plan, FeedDoor door, DateTimeOffset latest)
{
    private const int RowsAtOnce = 1024, MostRefused = 1000;
    private readonly List<RefusedRow> _refused = [];

    /// <summary>Rows taken in.</summary>
    public int Accepted { get; private set; }

    /// <summary>Rows that had been taken in before.</summary>
    public int Repeated { get; private set; }

    /// <summary>Events of the reader itself, which tell nothing of a tag.</summary>
    public int Ignored { get; private set; }

    /// <summary>Number of the last row that is durable, or needn't be; those behind it have to be sent again when the request fails.</summary>
    public int Done { get; private set; }

    /// <summary>Rows refused.</summary>
    public IReadOnlyList<RefusedRow> Refused => _refused;

    /// <summary>Whether no row of some could be taken.</summary>
    public bool IsAllRefused => _refused.Count > 0 && Accepted + Repeated + Ignored == 0;

    /// <summary>Takes what a body says; all is durable on return.</summary>
    public async Task ReadAsync(Stream body, bool isLines, CancellationToken cancellationToken)
    {
        var parser = new FeedParser(plan.Options);
        using var rows = new RowReader(body, isLines);
        var some = new FeedRows(plan, latest);
        while (await rows.NextAsync(cancellationToken))
        {
            if (_refused.Count == MostRefused)
            {
                _refused.Add(new RefusedRow(rows.Number, $"expected at most {MostRefused} rows that can't be taken, found more: this one and those behind it were not read"));
                break;
            }

            Add(rows, parser, some);
            if (some.Count == RowsAtOnce)
            {
                await TakeAsync(some);
                Done = rows.Number;
                some = new FeedRows(plan, latest);
            }
        }

        await TakeAsync(some);
        Done = rows.Number;
    }

    private void Add(RowReader rows, FeedParser parser, FeedRows some)
    {
        try
        {
            FeedItem item = rows.Fault is { } fault ? throw new FormatException(fault) : parser.Parse(rows.Row.Span);
            if (item.Kind == FeedItemKind.Other)
            {
                Ignored++;
            }
            else
            {
                some.Add(item);
            }
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            _refused.Add(new RefusedRow(rows.Number, fault.Message));
        }
    }

    private async Task TakeAsync(FeedRows some)
    {
        if (some.Count > 0)
        {
            IngestReceipt receipt = await door.TakeAsync(some);
            Accepted += receipt.Accepted;
            Repeated += receipt.Repeated;
        }
    }
}
