using System.Globalization;

namespace TwinGrid.Trace.Facts;

/// <summary>Verifies that a log is what was written: every record chained to the one before, none missing, none besides.</summary>
/// <remarks>
/// The chain alone finds everything but a cut-off end and a chain that was computed anew from some place on: those are found by
/// anchors, heads that were noted elsewhere (<see cref="AuditSeal"/>).
/// </remarks>
public static class FactChain
{
    /// <summary>Records left out by someone who numbered the rest anew are told as removed when they are no more than this.</summary>
    private const int MostRenumbered = 64;

    /// <summary>Verifies records in the order of the log.</summary>
    /// <param name="records">The records behind <paramref name="start"/>.</param>
    /// <param name="start">Where to begin: <see cref="FactAnchor.Beginning"/> for the whole log.</param>
    /// <param name="anchors">Heads that were noted and must be met; those at or before the start are passed over.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    public static async Task<FactVerification> VerifyAsync(
        IAsyncEnumerable<LoggedFact> records, FactAnchor start, IReadOnlyList<FactAnchor> anchors, CancellationToken cancellationToken)
    {
        var noted = new Queue<FactAnchor>(anchors.Where(anchor => anchor.Sequence > start.Sequence).OrderBy(anchor => anchor.Sequence));
        FactAnchor head = start;
        LoggedFact? before = null;
        await using IAsyncEnumerator<LoggedFact> walk = records.GetAsyncEnumerator(cancellationToken);
        while (await walk.MoveNextAsync())
        {
            LoggedFact record = walk.Current;
            if (record.Sequence != head.Sequence + 1 || !Fits(record, head, record.Sequence))
            {
                return new(head.Sequence - start.Sequence, head, await DiagnoseAsync(head, before, record, walk));
            }

            while (noted.TryPeek(out FactAnchor anchor) && anchor.Sequence == record.Sequence)
            {
                if (anchor.Hash != record.Hash)
                {
                    FactBreak rewritten = new(record.Sequence, FactFault.Rewritten,
                        $"rewritten here or before: expected hash {anchor.Hash} as noted, found {record.Hash} in a chain that fits itself");
                    return new(head.Sequence - start.Sequence, head, rewritten);
                }

                noted.Dequeue();
            }

            head = new FactAnchor(record.Sequence, record.Hash);
            before = record;
        }

        FactBreak? cut = noted.TryPeek(out FactAnchor missed)
            ? new(head.Sequence + 1, FactFault.Removed, string.Create(
                CultureInfo.InvariantCulture, $"removed with everything behind it: expected at least {missed.Sequence} records as noted, found {head.Sequence}"))
            : null;
        return new(head.Sequence - start.Sequence, head, cut);
    }

    private static bool Fits(LoggedFact record, FactAnchor head, long sequence) =>
        record.Hash == FactHash.Chained(head.Hash, sequence, record.RecordTime, record.Fact);

    /// <summary>What was done, once a record doesn't fit: told by the records behind it.</summary>
    private static async Task<FactBreak> DiagnoseAsync(FactAnchor head, LoggedFact? before, LoggedFact record, IAsyncEnumerator<LoggedFact> rest)
    {
        long expected = head.Sequence + 1;
        if (record.Sequence < expected)
        {
            return Told(record.Sequence, FactFault.Doubled, $"doubled: expected record {expected}, found a second record {record.Sequence}");
        }

        if (before is not null && record.Fact == before.Fact)
        {
            return Told(record.Sequence, FactFault.Doubled, $"doubled: expected another fact than that of record {before.Sequence}, found the same");
        }

        LoggedFact? next = await rest.MoveNextAsync() ? rest.Current : null;
        bool isNextRenumbered = next is not null && IsChainedFurtherOn(record, next);
        if (await BelongingAsync(head, next, rest) is { } belongs)
        {
            // The record that belongs here comes later. When it comes next, and this one isn't its successor, this one was put in.
            bool isPutIn = ReferenceEquals(belongs, next) && !Fits(record, new FactAnchor(expected, belongs.Hash), expected + 1);
            return isPutIn
                ? Told(expected, FactFault.Inserted, $"inserted: expected the record that stands at {belongs.Sequence}, found another before it")
                : Told(expected, FactFault.Reordered, $"reordered: expected the record that stands at {belongs.Sequence}, found one that belongs elsewhere");
        }

        if (record.Sequence > expected)
        {
            string missing = record.Sequence == expected + 1 ? $"record {expected}" : $"records {expected} to {record.Sequence - 1}";
            return Told(expected, FactFault.Removed, $"removed: expected {missing} behind {head.Sequence}, found {record.Sequence}");
        }

        return isNextRenumbered
            ? Told(expected, FactFault.Removed, "removed: expected the record chained to the one before, found one that was chained further on and numbered anew")
            : Told(expected, FactFault.Altered, $"altered: expected hash {FactHash.Chained(head.Hash, expected, record.RecordTime, record.Fact)} of its content behind record {head.Sequence}, found {record.Hash}");
    }

    /// <summary>The first of the records left that belongs behind the head; null when none does.</summary>
    private static async Task<LoggedFact?> BelongingAsync(FactAnchor head, LoggedFact? next, IAsyncEnumerator<LoggedFact> rest)
    {
        for (LoggedFact? record = next; record is not null; record = await rest.MoveNextAsync() ? rest.Current : null)
        {
            if (Fits(record, head, head.Sequence + 1))
            {
                return record;
            }
        }

        return null;
    }

    /// <summary>Whether the next record is the true successor of this one, both numbered lower than when they were written.</summary>
    private static bool IsChainedFurtherOn(LoggedFact record, LoggedFact next)
    {
        var here = new FactAnchor(record.Sequence, record.Hash);
        return Enumerable.Range(1, MostRenumbered).Any(shift => Fits(next, here, next.Sequence + shift));
    }

    private static FactBreak Told(long sequence, FactFault fault, FormattableString reason) =>
        new(sequence, fault, reason.ToString(CultureInfo.InvariantCulture));

    private static FactBreak Told(long sequence, FactFault fault, string reason) => new(sequence, fault, reason);
}
