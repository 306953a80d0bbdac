using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Writing;

/// <summary>Marks stored events as withdrawn, and puts the things of such an event where their other events say.</summary>
internal sealed class Withdrawal(Dialect dialect, DbConnection writer)
{
    /// <summary>Withdraws events.</summary>
    public async Task WriteAsync(IReadOnlyList<long> sequences, CancellationToken cancellationToken)
    {
        foreach (long sequence in sequences)
        {
            List<(long Time, byte[] Mentions)> found = await writer
                .Command("SELECT time, mentions FROM events WHERE seq = @seq", ("@seq", sequence))
                .ListAsync(reader => (reader.GetInt64(0), reader.Bytes(1)!), cancellationToken);
            await writer.Command("UPDATE events SET withdrawn = 1 WHERE seq = @seq", ("@seq", sequence)).RunAsync(cancellationToken);
            foreach (long epc in MentionCode.Decode(found[0].Mentions).Select(mention => mention.Epc).Distinct())
            {
                await writer.Command(
                    "UPDATE steps SET withdrawn = 1 WHERE epc = @epc AND time = @time AND seq = @seq",
                    ("@epc", epc),
                    ("@time", found[0].Time),
                    ("@seq", sequence)).RunAsync(cancellationToken);
                await PlaceAgainAsync(epc, cancellationToken);
            }
        }
    }

    private async Task PlaceAgainAsync(long epc, CancellationToken cancellationToken)
    {
        await writer.Command("DELETE FROM places WHERE epc = @epc", ("@epc", epc)).RunAsync(cancellationToken);
        List<PlaceRow> rows = await writer
            .Command(
                """
                SELECT biz_location, time, seq FROM steps
                WHERE epc = @epc AND withdrawn = 0 AND biz_location IS NOT NULL AND role <> @lot ORDER BY time DESC, seq DESC LIMIT 1
                """,
                ("@epc", epc),
                ("@lot", (long)EpcRole.Lot))
            .ListAsync(reader => new PlaceRow(epc, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)), cancellationToken);
        await dialect.InsertAsync(writer, Tables.Places, rows, cancellationToken);
    }
}
