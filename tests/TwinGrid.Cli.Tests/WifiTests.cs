using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public sealed class WifiTests : IDisposable
{
    /// <summary>
    /// A classic capture of one frame at 1 Mb/s with radiotap and check (a broadcast null frame of 24 bytes and its FCS, the latter by zlib).
    /// </summary>
    private const string Capture =
        "D4C3B2A1020004000000000000000000000004007F000000" + "80E34965 00000000 2A000000 2A000000" + "00000E00 0E000000 10026C09A000 "
        + "48010000FFFFFFFFFFFF020000000007020000000009500A" + "0C73FEBF";

    private readonly string _path = Path.GetTempFileName();

    public WifiTests() => File.WriteAllBytes(_path, Convert.FromHexString(Capture.Replace(" ", "", StringComparison.Ordinal)));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Figures_are_one_json_object()
    {
        Answer answer = await Twingrid.RunAsync("wifi", _path, "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        JsonElement figures = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal((1, 1), (figures.GetProperty("packets").GetInt32(), figures.GetProperty("types").GetProperty("data").GetInt32()));
        Assert.Equal("1 Mb/s", figures.GetProperty("rates")[0].GetProperty("rate").GetString());
        Assert.Equal(1, figures.GetProperty("fcs").GetProperty("good").GetInt32());
        Assert.Equal(1, figures.GetProperty("tag_frames").GetProperty("outside_body").GetInt32());
        Assert.Equal(0, figures.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task Figures_are_a_table_for_people_that_says_what_is_missing()
    {
        Answer answer = await Twingrid.RunAsync("wifi", _path);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("1 Mb/s", answer.Output, StringComparison.Ordinal);
        Assert.Contains("body too short for the window", answer.Output, StringComparison.Ordinal);
        Assert.Contains("fcsfail", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_capture_cut_off_shows_what_it_has_and_then_the_fault()
    {
        File.WriteAllBytes(_path, [.. File.ReadAllBytes(_path), 1, 2, 3]);
        Answer answer = await Twingrid.RunAsync("wifi", _path, "--json");
        Assert.Equal(2, answer.Code);
        Assert.Equal(1, JsonDocument.Parse(answer.Output).RootElement.GetProperty("packets").GetInt32());
        Assert.Contains("byte 82: expected 16 bytes more, found the end after 3", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wifi", "CAPTURE")]
    [InlineData("wifi nothing.pcap", "nothing.pcap: expected a file, found nothing there")]
    [InlineData("wifi x --window 0", "--window: expected OFFSET:DATA[+PARITY][xSYMBOLS], such as 0:16+4, found 0")]
    [InlineData("wifi x --window 0:30+3", "expected at most 32 bits of data and parity, found 33")]
    [InlineData("wifi x --id 8:9", "id: expected at least 1 bit within the 16 data bits")]
    [InlineData("wifi x --sender 0a:0b", "--sender: expected an address such as 18:64:72:1c:03:60, found 0a:0b")]
    public async Task What_can_t_be_understood_is_answered_in_one_line_with_code_2(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }
}
