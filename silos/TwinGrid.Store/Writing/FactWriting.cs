using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Writing;

/// <summary>Writes the facts of a group behind the chain.</summary>
internal sealed class FactWriting(Dialect dialect, DbConnection writer)
{
    /// <summary>Writes appends, in order, and sets their answers.</summary>
    /// <returns>Whether anything was stored.</returns>
    public async Task<bool> WriteAsync(IReadOnlyList<FactAppend> appends, Heads heads, CancellationToken cancellationToken)
    {
        (FactAppend Append, FactRecord Fact, string Id)[] told = [.. appends.SelectMany(append => append.Facts.Select(fact => (append, fact, fact.Id)))];
        byte[][] ids = [.. told.Select(one => Convert.FromHexString(one.Id))];
        List<string> kept = await writer
            .Command($"SELECT id FROM facts WHERE {dialect.AnyBytesOf("id", "@ids")}", ("@ids", dialect.ListOf(ids)))
            .ListAsync(reader => Convert.ToHexStringLower(reader.Bytes(0)!), cancellationToken);
        var there = new HashSet<string>(kept, StringComparer.Ordinal);
        var rows = new List<FactRow>();
        string hash = heads.FactHash;
        foreach (FactAppend append in appends)
        {
            append.Answer = 0;
        }

        foreach ((FactAppend append, FactRecord fact, string id) in told)
        {
            if (there.Add(id))
            {
                long sequence = heads.Fact + rows.Count + 1;
                DateTimeOffset recordTime = Sql.Moment(heads.RecordTime);
                hash = FactHash.Chained(hash, sequence, recordTime, fact);
                rows.Add(new FactRow(new LoggedFact(sequence, recordTime, fact, hash), Convert.FromHexString(id)));
                append.Answer++;
            }
        }

        await dialect.InsertAsync(writer, Tables.Facts, rows, cancellationToken);
        // One row a key: a statement of PostgreSQL can't change a row twice.
        NewestFactRow[] newest = [.. rows
            .GroupBy(row => (row.Logged.Fact.Site, row.Logged.Fact.Kind, row.Logged.Fact.Subject))
            .Select(group => new NewestFactRow(group.MaxBy(row => (row.Logged.Fact.Time, row.Logged.Sequence)).Logged))];
        await dialect.InsertAsync(writer, Tables.NewestFacts, newest, cancellationToken);
        ThreadRow[] threads = [.. rows
            .Where(row => row.Logged.Fact.Thread is not null)
            .GroupBy(row => row.Logged.Fact.Thread)
            .Select(group => new ThreadRow(group.Last().Logged))];
        await dialect.InsertAsync(writer, Tables.Threads, threads, cancellationToken);
        return rows.Count > 0;
    }
}
