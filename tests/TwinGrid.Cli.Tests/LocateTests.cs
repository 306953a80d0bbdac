using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public sealed class LocateTests : IDisposable
{
    private const string Header = "set,experiment,epc,frequency_hz,antenna_x_m,reads,mean_phase_rad,resultant,mean_rssi_dbm\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_tag_is_located_from_its_phases_and_compared_with_the_truth()
    {
        string reads = Save("reads.csv", Header + Track("D9", "one", "A1", 0.55, 0.8) + Track("D9", "one/two", "A 1", 0.4, 0.6));
        string truth = Save("truth.csv", "set,experiment,epc,tag_x_m,tag_y_m\nD9,one,A1,0.55,0.8\nD9,one/two,A 1,0.4,0.6\n");
        Answer answer = await Twingrid.RunAsync("locate", reads, "--truth", truth, "--json", "--out", _folder);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        JsonElement figures = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal((2, 2), (figures.GetProperty("tags").GetInt32(), figures.GetProperty("localized").GetInt32()));
        Assert.InRange(figures.GetProperty("median_m").GetDouble(), 0, 0.01);
        Assert.InRange(figures.GetProperty("median_x_m").GetDouble(), 0, 0.005);
        Assert.InRange(figures.GetProperty("hologram").GetProperty("median_m").GetDouble(), 0, 0.03);
        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(_folder, "locate.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_truth_there_are_positions_and_no_errors()
    {
        Answer answer = await Twingrid.RunAsync("locate", Save("reads.csv", Header + Track("D9", "one", "A1", 0.55, 0.8)), "--json");
        JsonElement figures = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("median_m").ValueKind);
        Assert.InRange(figures.GetProperty("positions")[0].GetProperty("x_m").GetDouble(), 0.54, 0.56);
    }

    [Theory]
    [InlineData("set,experiment,epc\nD,e,t\n", "line 1", "frequency_hz")]
    [InlineData(Header + "D,e,t,920e6,0,10,NaN,1,-50\n", "line 2", "mean_phase_rad")]
    [InlineData(Header + "D,e,t,920e6,0,10,1,1,-50\nD,e,t,920e6,0,10\n", "line 3", "row")]
    [InlineData(Header, "line 2", "at least one row")]
    [InlineData("", "line 1", "empty")]
    public async Task Reads_that_can_t_be_understood_are_answered_in_one_line_with_file_and_line(string text, string line, string named)
    {
        string file = Save("bad.csv", text);
        Answer answer = await Twingrid.RunAsync("locate", file);
        CommandLineTests.RefusedInOneLine(answer);
        Assert.All([file, line, named], part => Assert.Contains(part, answer.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gzip_file_that_ends_early_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Header + Track("D9", "one", "A1", 0.55, 0.8)));
        }

        string file = Path.Combine(_folder, "cut.csv.gz");
        await File.WriteAllBytesAsync(file, packed.ToArray()[..(int)(packed.Length * 2 / 3)], TestContext.Current.CancellationToken);
        Answer answer = await Twingrid.RunAsync("locate", file);
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains("gzip", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("locate nothing-there.csv", "nothing-there.csv")]
    [InlineData("locate . ", "folder")]
    [InlineData("locate x.csv --truth nothing-there.csv", "nothing-there.csv")]
    [InlineData("locate x.csv --near 2 --far 1", "--far")]
    [InlineData("locate x.csv --near -1", "--near")]
    [InlineData("locate", "READS")]
    public async Task Arguments_that_can_t_be_are_answered_in_one_line(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }

    private string Save(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Reads of one tag by an antenna that moves a metre along y = 0: φ = 4πfd/c and an offset for each channel.</summary>
    private static string Track(string set, string experiment, string epc, double x, double y)
    {
        var rows = new StringBuilder();
        foreach (double frequency in new[] { 921e6, 922e6, 923e6 })
        {
            for (int place = 0; place <= 40; place++)
            {
                double antenna = 0.025 * place, distance = Math.Sqrt((x - antenna) * (x - antenna) + y * y);
                double phase = 4 * Math.PI * frequency * distance / 299_792_458 + frequency / 1e6;
                double power = -30 + 40 * Math.Log10(y / (distance * distance));
                rows.Append(CultureInfo.InvariantCulture, $"{set},{experiment},{epc},{frequency},{antenna},10,{phase % (2 * Math.PI)},1,{power}\n");
            }
        }

        return rows.ToString();
    }
}
