using System.Text;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Tests;

public sealed class PhaseReadCsvTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_row_becomes_a_read_with_the_number_of_its_row()
    {
        string path = _folder.Write("reads.csv", Reads.Table(Reads.Row, Reads.Row.Replace("E200", "E201", StringComparison.Ordinal)));
        PhaseRead[] reads = await Reads.OfAsync(path);
        Assert.Equal([1L, 2L], reads.Select(read => read.Id.Sequence));
        PhaseRead first = reads[0];
        Assert.Equal(path, first.Id.Source);
        Assert.EndsWith("E200", first.Tag, StringComparison.Ordinal);
        Assert.Equal((new Position(0.02, 0), 920625000.0, 0.53, 131, 0.9999, -46.5), (first.Antenna, first.FrequencyHz, first.PhaseRadians, first.Reads, first.Concentration, first.RssiDbm));
    }

    [Fact]
    public async Task Plain_and_gzip_and_line_ends_and_byte_order_mark_make_no_difference()
    {
        string text = Reads.Long(50), crlf = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        string[] paths =
        [
            _folder.Write("plain.csv", text),
            _folder.Write("zipped.csv", TempFolder.Gzip(text)),
            _folder.Write("crlf.csv", crlf),
            _folder.Write("bom.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]),
            _folder.Write("bom.csv.gz", TempFolder.Gzip("\uFEFF" + crlf)),
            _folder.Write("no-last-end.csv", text.TrimEnd()),
        ];
        PhaseRead[] expected = await Reads.OfAsync(paths[0]);
        Assert.Equal(50, expected.Length);
        foreach (string path in paths.Skip(1))
        {
            Assert.Equal(expected, (await Reads.OfAsync(path)).Select(read => read with { Id = read.Id with { Source = paths[0] } }));
        }
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order_with_others_between_and_the_antenna_may_have_height()
    {
        string path = _folder.Write("reads.csv", """
            antenna_z_m,mean_rssi_dbm,other,resultant,mean_phase_rad,reads,antenna_x_m,frequency_hz,epc,experiment,set,antenna_y_m
            1.5,-46.5,?,0.9999,0.53,131,0.02,920625000,E200,exp,D1,-0.25

            """);
        PhaseRead read = Assert.Single(await Reads.OfAsync(path));
        Assert.Equal(new Position(0.02, -0.25, 1.5), read.Antenna);
        Assert.Equal((131, -46.5), (read.Reads, read.RssiDbm));
    }

    [Fact]
    public async Task Two_sets_never_share_a_batch()
    {
        string path = _folder.Write("reads.csv", Reads.Table(Reads.Row, Reads.Row, "D2" + Reads.Row[2..], Reads.Row));
        var sizes = new List<int>();
        await foreach (ObservationBatch batch in new Csv.PhaseReadCsv(path).ReadAsync(TestContext.Current.CancellationToken))
        {
            sizes.Add(batch.Count);
        }

        Assert.Equal([2, 1, 1], sizes);
    }

    [Fact]
    public async Task The_recorded_reads_are_read_whole()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "TwinGrid.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        string path = Path.Combine(root ?? Environment.GetEnvironmentVariable("TWINGRID_ROOT") ?? "", "..", "shared", "data", "adarf", "reads_d1_d2.csv.gz");
        Assert.SkipUnless(File.Exists(path), $"the recorded reads of peers.md are not at {path}");
        PhaseRead[] reads = await Reads.OfAsync(path);
        Assert.Equal(89_101, reads.Length);
        Assert.Equal(Enumerable.Range(1, 89_101).Select(i => (long)i), reads.Select(read => read.Id.Sequence));
        Assert.InRange(reads.Select(read => read.FrequencyHz).Distinct().Count(), 8, 16);
    }

    [Theory]
    [InlineData("plain-1:2", "plain-1:2")]
    [InlineData("a/b~c d%", "a%2Fb%7Ec%20d%25")]
    [InlineData("tab\tend\n", "tab%09end%0A")]
    [InlineData("étage\u00A0天", "étage%A0天")]
    [InlineData("", "")]
    public void A_name_from_outside_becomes_one_that_keys_may_hold(string text, string expected) =>
        Assert.Equal(expected, Csv.PlainName.Of(text));

    [Fact]
    public void Different_texts_become_different_names()
    {
        string[] texts = ["a b", "a%20b", "a%2520b", "a\tb", "a/b", "ab"];
        Assert.Equal(texts.Length, texts.Select(Csv.PlainName.Of).Distinct().Count());
    }
}
