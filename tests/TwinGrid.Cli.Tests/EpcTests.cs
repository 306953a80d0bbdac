using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public class EpcTests
{
    private const string Hex = "3074257BF7194E4000001A85";
    private const string Urn = "urn:epc:id:sgtin:0614141.812345.6789";
    private const string Link = "https://id.gs1.org/01/80614141123458/21/6789";
    private const string Elements = "(01)80614141123458(21)6789";
    private const string Tag = "urn:epc:tag:sgtin-96:3.0614141.812345.6789";

    [Fact]
    public async Task Every_form_gives_every_form()
    {
        Answer answer = await Twingrid.RunAsync("epc", Hex, Urn, Link, Elements, Tag, "--filter", "3", "--prefix-length", "7", "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        JsonElement all = JsonDocument.Parse(answer.Output).RootElement.GetProperty("identifiers");
        Assert.Equal([Hex, Urn, Link, Elements, Tag], all.EnumerateArray().Select(one => one.GetProperty("value").GetString()));
        Assert.All(all.EnumerateArray(), one =>
        {
            Assert.Equal([Hex, Urn, Link, Elements, Tag], new[] { "hex", "urn", "digital_link", "element_string", "tag_uri" }.Select(name => one.GetProperty(name).GetString()));
            Assert.Equal(("sgtin", "0614141", "812345", "6789", 3), (
                one.GetProperty("scheme").GetString(),
                one.GetProperty("company_prefix").GetString(),
                one.GetProperty("reference").GetString(),
                one.GetProperty("serial").GetString(),
                one.GetProperty("filter").GetInt32()));
        });
    }

    [Fact]
    public async Task A_class_has_no_memory_and_says_so()
    {
        Answer answer = await Twingrid.RunAsync("epc", "urn:epc:idpat:sgtin:0614141.812345.*");
        Assert.Equal(0, answer.Code);
        Assert.Contains("https://id.gs1.org/01/80614141123458", answer.Output, StringComparison.Ordinal);
        Assert.Contains("memory        none: a class, a lot or a party is on no tag", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epc", "VALUE")]
    [InlineData("epc 3074257BF7194E4000001A8", "3074257BF7194E4000001A8: sgtin-96: expected 24 hexadecimal digits, found 23")]
    [InlineData("epc 3074257BF7194E4000001A85 zz", "zz")]
    [InlineData("epc " + Link, "company prefix: expected --prefix-length 6 to 12")]
    [InlineData("epc https://id.gs1.org/01/80614141123459/21/6789", "(01) check digit: expected 8, found 9")]
    [InlineData("epc " + Urn + " --filter 8", "--filter: expected a whole number from 0 to 7, found 8")]
    [InlineData("epc " + Link + " --prefix-length 5", "--prefix-length: expected a whole number from 6 to 12, found 5")]
    public async Task What_can_t_be_understood_is_answered_in_one_line_with_code_2(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_teaches()
    {
        Answer answer = await Twingrid.RunAsync("epc", "--help");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("twingrid epc 3074257BF7194E4000001A85", answer.Output, StringComparison.Ordinal);
    }
}
