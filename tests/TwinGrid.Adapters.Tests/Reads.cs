using System.Globalization;
using TwinGrid.Adapters.Csv;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Tests;

/// <summary>Small files of reads, and reading them.</summary>
internal static class Reads
{
    public const string Header = "set,experiment,epc,frequency_hz,antenna_x_m,reads,mean_phase_rad,resultant,mean_rssi_dbm";
    public const string Row = "D1,exp 1,E200,920625000,0.02,131,0.53,0.9999,-46.5";

    public static string Table(params string[] rows) => string.Concat(rows.Prepend(Header).Select(row => row + "\n"));

    /// <summary>A good table of some length, each row with numbers of its own.</summary>
    public static string Long(int rows) => Table([.. Enumerable.Range(1, rows).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"D1,exp,E{i % 7},920625000,{i * 0.0137:F4},{i},{i * 0.618 % 6.28:F5},0.9{i % 97},-{40 + i % 31}.{i % 89}"))]);

    public static async Task<PhaseRead[]> OfAsync(string path)
    {
        var reads = new List<PhaseRead>();
        await foreach (ObservationBatch batch in new PhaseReadCsv(path).ReadAsync(TestContext.Current.CancellationToken))
        {
            reads.AddRange(batch.Reads);
        }

        return [.. reads];
    }

    /// <summary>The message with which a file is refused: one line that begins with the file.</summary>
    public static async Task<string> RefusalOfAsync(string path)
    {
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(() => OfAsync(path));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.DoesNotContain('\r', fault.Message);
        Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(": expected ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(", found ", fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }
}
