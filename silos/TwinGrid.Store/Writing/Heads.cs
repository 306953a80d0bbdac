using System.Data.Common;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Writing;

/// <summary>Where the sequences stand at the beginning of a transaction.</summary>
/// <param name="Event">Sequence of the newest event.</param>
/// <param name="Name">Highest number of a name.</param>
/// <param name="Fact">Sequence of the newest fact.</param>
/// <param name="FactHash">Its hash.</param>
/// <param name="RecordTime">Record time for this transaction: now, but later than every one before it, so that times are in the order of sequences.</param>
internal sealed record Heads(long Event, long Name, long Fact, string FactHash, long RecordTime)
{
    /// <summary>Reads them under the writer's lock.</summary>
    public static async Task<Heads> ReadAsync(DbConnection writer, TimeProvider time, CancellationToken cancellationToken)
    {
        List<Heads> heads = await writer.Command("""
            SELECT (SELECT max(seq) FROM events), (SELECT max(id) FROM names), (SELECT max(record_time) FROM commits), f.seq, f.hash, f.record_time
            FROM (SELECT 1 AS one) AS always LEFT JOIN (SELECT seq, hash, record_time FROM facts ORDER BY seq DESC LIMIT 1) AS f ON 1 = 1
            """).ListAsync(
            reader =>
            {
                long before = Math.Max(reader.Number(2) ?? 0, reader.Number(5) ?? 0);
                return new Heads(
                    reader.Number(0) ?? 0,
                    reader.Number(1) ?? 0,
                    reader.Number(3) ?? 0,
                    reader.Bytes(4) is { } hash ? Convert.ToHexStringLower(hash) : Trace.Facts.FactHash.Genesis,
                    Math.Max(time.GetUtcNow().UtcTicks, before + 1));
            },
            cancellationToken);
        return heads[0];
    }
}
