namespace TwinGrid.Cli.Tests;

public class QuestionTests
{
    [Theory]
    [InlineData("where urn:x:thing", "--data: expected a store that 'twingrid serve' has made")]
    [InlineData("trace urn:x:thing --store nowhere.db", "--store: expected a store that 'twingrid serve' has made")]
    [InlineData("trace urn:x:thing --store postgres.db", "no file postgres.db")]
    [InlineData("audit show --store postgres.db", "no file postgres.db")]
    [InlineData("inside (01)80614141123459(21)6789", "check digit")]
    [InlineData("recall", "one of --lot, --container, --contact, found none")]
    [InlineData("recall --lot a --container b", "one of --lot, --container, --contact, found 2")]
    [InlineData("inventory", "--at alone, or --reader")]
    [InlineData("contacts", "EPC")]
    public async Task What_can_t_be_understood_is_answered_in_one_line_with_code_2(string arguments, string named)
    {
        string folder = Directory.CreateTempSubdirectory("twingrid-none-").FullName;
        string[] words = arguments.Split(' ');
        Answer answer = await Twingrid.RunAsync(words[0] == "where" ? [.. words, "--data", folder] : words);
        Directory.Delete(folder);
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("where", "twingrid where urn:epc:id:sgtin:0614141.812345.6789")]
    [InlineData("recall", "twingrid recall --lot urn:epc:class:lgtin:0614141.812345.LOT7")]
    [InlineData("inventory", "twingrid inventory --at")]
    public async Task Help_teaches(string command, string example)
    {
        Answer answer = await Twingrid.RunAsync(command, "--help");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains(example, answer.Output, StringComparison.Ordinal);
    }
}
