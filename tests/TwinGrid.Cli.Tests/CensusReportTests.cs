using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Tests;

public partial class CensusReportTests
{
    [Theory]
    [InlineData("estimate of the largest sample", "--within", "0.1s")]
    [InlineData("every object counted", "--full")]
    public async Task The_report_is_one_file_with_five_pictures_and_all_that_makes_it_again(string line, params string[] way)
    {
        string folder = Directory.CreateTempSubdirectory("twingrid-census-").FullName;
        try
        {
            Answer answer = await Twingrid.RunAsync(["simulate", "census", "--objects", "1e6", "--seed", "1", "--out", folder, "--json", .. way]);
            Assert.Equal((0, ""), (answer.Code, answer.Error));
            string page = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder)), TestContext.Current.CancellationToken);
            string[] pictures = [.. Picture().Matches(page).Select(match => match.Value)];
            Assert.Equal(5, pictures.Length);
            Assert.All(pictures, picture => Assert.NotEmpty(XDocument.Parse(picture).Root!.Value));
            Assert.Contains(line, page, StringComparison.Ordinal);
            Assert.All(["addressable", "touched", "resident", "a second", "--objects 1198080 --seed 1"], text => Assert.Contains(text, page, StringComparison.Ordinal));
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
            Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
            WorldParameters parameters = WorldParameters.Read(Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(Parameters().Match(page).Groups[1].Value)), "page");
            Assert.Equal(WorldParameters.Default.Countries, parameters.Countries);
            Assert.Equal(WorldParameters.Default.Classes, parameters.Classes);
            Assert.Equal(WorldParameters.Default.Hazards, parameters.Hazards);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_report_of_many_worlds_is_refused()
    {
        Answer answer = await Twingrid.RunAsync("simulate", "census", "--validate", "2", "--out", "never");
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains("--out: expected without --validate", answer.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("<svg .*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("<pre[^>]*>(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Parameters();
}
