using System.Data.Common;
using System.Runtime.CompilerServices;
using TwinGrid.Store.Schema;
using TwinGrid.Store.Writing;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Reading;

/// <summary>The log of facts over a database.</summary>
internal sealed class FactStore(Dialect dialect, GroupWriter writer, TimeProvider time) : IFactStore
{
    private const int PageSize = 512;
    private const string Columns = "f.seq, f.record_time, f.site, f.subject, f.time, f.kind, f.thread, f.payload, f.hash";

    /// <inheritdoc/>
    public async Task AppendAsync(IReadOnlyList<FactRecord> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Count > 0)
        {
            await writer.WriteAsync(new FactAppend(facts), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedFact> AfterAsync(long sequence, CancellationToken cancellationToken) => PagesAsync(
        last => new Search($"SELECT {Columns} FROM facts f WHERE f.seq > @seq ORDER BY f.seq LIMIT @count", [("@seq", last?.Sequence ?? sequence)]),
        cancellationToken);

    /// <inheritdoc/>
    public Task WaitAfterAsync(long sequence, CancellationToken cancellationToken) => writer.Facts.WaitAsync(
        sequence, async token => (await HeadAsync(token)).Sequence, time, cancellationToken);

    /// <inheritdoc/>
    public Task<(long Sequence, string Hash)> HeadAsync(CancellationToken cancellationToken) => dialect.ReadAsync(
        async (connection, token) =>
        {
            List<(long, string)> heads = await connection.Command("SELECT seq, hash FROM facts ORDER BY seq DESC LIMIT 1")
                .ListAsync(reader => (reader.GetInt64(0), Convert.ToHexStringLower(reader.Bytes(1)!)), token);
            return heads.Count == 0 ? (0, FactHash.Genesis) : heads[0];
        },
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedFact> OfSubjectAsync(
        string site, string subject, IReadOnlyList<string> kinds, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        string ofKinds = kinds.Count == 0 ? "" : $" AND {dialect.AnyOf("f.kind", "@kinds")}";
        return PagesAsync(
            last => new Search(
                $"""
                SELECT {Columns} FROM facts f
                WHERE f.site = @site AND f.subject = @subject AND f.time >= @from AND f.time < @until AND (f.time, f.seq) > (@time, @seq){ofKinds}
                ORDER BY f.time, f.seq LIMIT @count
                """,
                [
                    ("@site", site), ("@subject", subject), ("@from", last?.Fact.Time.UtcTicks ?? from.UtcTicks), ("@until", until.UtcTicks),
                    ("@time", last?.Fact.Time.UtcTicks ?? from.UtcTicks), ("@seq", last?.Sequence ?? 0), .. OfKinds(kinds),
                ]),
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedFact> NewestAsync(string site, string kind, CancellationToken cancellationToken) => PagesAsync(
        last => new Search(
            $"""
            SELECT {Columns} FROM (
                SELECT n.seq FROM newest_facts n WHERE n.site = @site AND n.kind = @kind AND n.subject > @subject ORDER BY n.subject LIMIT @count) AS k
            JOIN facts f ON f.seq = k.seq ORDER BY f.subject
            """,
            [("@site", site), ("@kind", kind), ("@subject", last?.Fact.Subject ?? "")]),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedFact>> OfThreadAsync(string thread, CancellationToken cancellationToken) => ListAsync(
        new Search($"SELECT {Columns} FROM facts f WHERE f.thread = @thread ORDER BY f.seq", [("@thread", thread)]), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedFact>> ThreadsAsync(IReadOnlyList<string> kinds, long? before, int count, CancellationToken cancellationToken) => ListAsync(
        new Search(
            $"""
            SELECT {Columns} FROM threads t JOIN facts f ON f.seq = t.seq WHERE {dialect.AnyOf("t.kind", "@kinds")} AND t.seq < @before ORDER BY t.seq DESC LIMIT @count
            """,
            [("@count", (long)count), ("@kinds", dialect.ListOf(kinds)), ("@before", before ?? long.MaxValue)]),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> SitesAsync(CancellationToken cancellationToken) => dialect.ReadAsync<IReadOnlyList<string>>(
        async (connection, token) => await connection.Command("SELECT DISTINCT site FROM newest_facts ORDER BY site").ListAsync(row => row.GetString(0), token),
        cancellationToken);

    private static LoggedFact Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        Sql.Moment(reader.GetInt64(1)),
        new FactRecord(
            reader.GetString(2), reader.GetString(3), Sql.Moment(reader.GetInt64(4)), reader.GetString(5), reader.Text(6), reader.GetString(7)),
        Convert.ToHexStringLower(reader.Bytes(8)!));

    private (string, object)[] OfKinds(IReadOnlyList<string> kinds) => kinds.Count == 0 ? [] : [("@kinds", dialect.ListOf(kinds))];

    private Task<IReadOnlyList<LoggedFact>> ListAsync(Search search, CancellationToken cancellationToken) => dialect.ReadAsync<IReadOnlyList<LoggedFact>>(
        async (connection, token) => await connection.Command(search.Statement, search.Parameters).ListAsync(Read, token), cancellationToken);

    private async IAsyncEnumerable<LoggedFact> PagesAsync(Func<LoggedFact?, Search> pageBehind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LoggedFact? last = null;
        bool hasMore = true;
        while (hasMore)
        {
            Search search = pageBehind(last);
            IReadOnlyList<LoggedFact> page = await ListAsync(search with { Parameters = [.. search.Parameters, ("@count", (long)PageSize)] }, cancellationToken);
            foreach (LoggedFact fact in page)
            {
                last = fact;
                yield return fact;
            }

            hasMore = page.Count == PageSize;
        }
    }

    /// <summary>A statement and its parameters.</summary>
    private sealed record Search(string Statement, (string, object)[] Parameters);
}
