using System.Text;

namespace TwinGrid.Adapters.Tests;

/// <summary>Each bad file is refused in one line that names the file, the line, what was expected and what was found.</summary>
public sealed class BadCsvTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("frequency_hz", "nan")]
    [InlineData("frequency_hz", "0")]
    [InlineData("antenna_x_m", "NaN")]
    [InlineData("antenna_x_m", "Infinity")]
    [InlineData("antenna_x_m", "-∞")]
    [InlineData("antenna_x_m", "1e400")]
    [InlineData("reads", "many")]
    [InlineData("reads", "0")]
    [InlineData("reads", "-3")]
    [InlineData("reads", "2.5")]
    [InlineData("mean_phase_rad", "0,53")]
    [InlineData("mean_phase_rad", "1_000")]
    [InlineData("resultant", "1.0001")]
    [InlineData("resultant", "-0.1")]
    [InlineData("mean_rssi_dbm", "0x10")]
    public async Task A_number_that_is_none_or_out_of_range_is_refused_by_column_and_line(string column, string value)
    {
        string[] fields = Reads.Row.Split(',');
        fields[Array.IndexOf(Reads.Header.Split(','), column)] = value.Contains(',', StringComparison.Ordinal) ? $"\"{value}\"" : value;
        string message = await Reads.RefusalOfAsync(_folder.Write("bad.csv", Reads.Table(Reads.Row, Reads.Row, string.Join(',', fields), Reads.Row)));
        Assert.Contains("bad.csv, line 4: expected in column '" + column, message, StringComparison.Ordinal);
        Assert.EndsWith("found " + value, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("experiment")]
    [InlineData("epc")]
    public async Task An_empty_name_is_refused(string column)
    {
        string[] fields = Reads.Row.Split(',');
        fields[Array.IndexOf(Reads.Header.Split(','), column)] = "";
        string message = await Reads.RefusalOfAsync(_folder.Write("bad.csv", Reads.Table(Reads.Row, string.Join(',', fields))));
        Assert.EndsWith($"bad.csv, line 3: expected something in column '{column}', found nothing", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_misnamed_column_is_refused_by_its_name()
    {
        string table = Reads.Table(Reads.Row).Replace("resultant", "result", StringComparison.Ordinal);
        Assert.Contains("bad.csv, line 1: expected a column 'resultant'", await Reads.RefusalOfAsync(_folder.Write("bad.csv", table)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("D1,exp,E200,920625000")]
    [InlineData(Reads.Row + ",1")]
    [InlineData("D1")]
    public async Task Too_few_or_too_many_fields_are_refused_at_their_line(string row)
    {
        string message = await Reads.RefusalOfAsync(_folder.Write("bad.csv", Reads.Table(Reads.Row, row, Reads.Row)));
        Assert.Contains("bad.csv, line 3: expected a row", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1: expected a column 'set', found an empty file")]
    [InlineData(Reads.Header, "line 2: expected at least one row of reads, found the end of the file")]
    [InlineData(Reads.Header + "\n", "line 2: expected at least one row of reads, found the end of the file")]
    public async Task A_file_without_rows_is_refused(string text, string expected) =>
        Assert.EndsWith("empty.csv, " + expected, await Reads.RefusalOfAsync(_folder.Write("empty.csv", text)), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_file_and_a_folder_are_refused()
    {
        Assert.EndsWith("none.csv: expected a file, found nothing there", await Reads.RefusalOfAsync(Path.Combine(_folder.Root, "none.csv")), StringComparison.Ordinal);
        Assert.EndsWith("nowhere/none.csv: expected a file, found nothing there", await Reads.RefusalOfAsync(Path.Combine(_folder.Root, "nowhere/none.csv")), StringComparison.Ordinal);
        Assert.EndsWith(": expected a file, found a folder", await Reads.RefusalOfAsync(_folder.Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_truncation_of_a_gzip_file_is_refused_where_it_loses_a_row()
    {
        // Behind the data stand a checksum and a length: without them all rows are there still.
        byte[] whole = TempFolder.Gzip(Reads.Long(40));
        for (int length = 0; length < whole.Length; length += length < 20 || length > whole.Length - 30 ? 1 : 17)
        {
            string path = _folder.Write("cut.csv.gz", whole[..length]);
            Exception? refusal = await Record.ExceptionAsync(() => Reads.OfAsync(path));
            Assert.True(length > whole.Length - 12 || refusal is not null, $"{length} of {whole.Length} bytes were taken");
            if (refusal is null)
            {
                Assert.Equal(40, (await Reads.OfAsync(path)).Length);
            }
            else
            {
                await Reads.RefusalOfAsync(path);
            }
        }
    }

    [Fact]
    public async Task A_gzip_file_with_a_broken_byte_is_refused()
    {
        byte[] broken = TempFolder.Gzip(Reads.Long(200));
        broken[^6] ^= 0x40;
        await Reads.RefusalOfAsync(_folder.Write("broken.csv.gz", broken));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused_or_kept_out_of_numbers()
    {
        byte[] table = Encoding.UTF8.GetBytes(Reads.Table(Reads.Row));
        table[Array.LastIndexOf(table, (byte)'9')] = 0xC3;
        Assert.Contains("line 2", await Reads.RefusalOfAsync(_folder.Write("bytes.csv", table)), StringComparison.Ordinal);
        var random = new Random(5);
        byte[] noise = new byte[5000];
        random.NextBytes(noise);
        await Reads.RefusalOfAsync(_folder.Write("noise.csv", noise));
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_refused() =>
        await Reads.RefusalOfAsync(_folder.Write("quote.csv", Reads.Table("\"" + Reads.Row, Reads.Row)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endless_line_is_refused_early_and_in_bounded_memory(bool isHeader)
    {
        string path = _folder.Write("endless.csv", isHeader ? "" : Reads.Header + "\n");
        await using (FileStream file = File.Open(path, FileMode.Append))
        {
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'7');
            for (int megabyte = 0; megabyte < 100; megabyte++)
            {
                await file.WriteAsync(block, TestContext.Current.CancellationToken);
            }
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        string message = await Reads.RefusalOfAsync(path);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
        Assert.InRange(message.Length, 1, 600);
    }

    [Fact]
    public async Task A_strange_file_name_keeps_the_message_on_one_line()
    {
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(() => Reads.OfAsync(Path.Combine(_folder.Root, "a\nb.csv")));
        Assert.DoesNotContain('\n', fault.Message);
    }
}
