namespace TwinGrid.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("demo --rooms 0", "--rooms: expected a whole number from 1 to 1000, found 0")]
    [InlineData("demo --rooms -5", "--rooms")]
    [InlineData("demo --rooms many", "many")]
    [InlineData("demo --tags 99999999999", "99999999999")]
    [InlineData("demo --anchors 2", "--anchors: expected a whole number from 3 to 200, found 2")]
    [InlineData("demo --seed -1", "-1")]
    [InlineData("demo --seed", "--seed")]
    [InlineData("demo --nonsense", "--nonsense")]
    [InlineData("serve --port 0", "--port: expected a whole number from 1 to 65535, found 0")]
    [InlineData("serve --port 70000", "70000")]
    [InlineData("dance", "dance")]
    [InlineData("--nonsense", "--nonsense")]
    public async Task What_can_t_be_understood_is_answered_in_one_line_with_code_2(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_folder_that_is_a_file_is_answered_in_one_line_with_code_2()
    {
        string file = Path.GetTempFileName();
        try
        {
            Answer answer = await Twingrid.RunAsync("demo", "--json", "--rooms", "1", "--tags", "5", "--out", file);
            RefusedInOneLine(answer);
            Assert.Contains(file, answer.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Commands_on_a_checkout_say_how_to_start_them_without_one()
    {
        Answer answer = await Twingrid.RunAsync("test");
        RefusedInOneLine(answer);
        Assert.Contains("./twingrid", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "twingrid demo", "locate", "serve")]
    [InlineData("--help", "twingrid demo", "locate", "serve")]
    [InlineData("demo --help", "--rooms", "--seed", "--json")]
    [InlineData("reproduce --help", "--quick", "localization", "--out")]
    [InlineData("serve --help", "curl localhost:8080", "--port", "--simulate")]
    public async Task Help_teaches_and_answers_0(string arguments, params string[] taught)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.All(taught, text => Assert.Contains(text, answer.Output, StringComparison.Ordinal));
    }

    internal static void RefusedInOneLine(Answer answer)
    {
        Assert.Equal(2, answer.Code);
        Assert.StartsWith("twingrid: ", answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }
}
