using System.Text;
using TwinGrid.Adapters.HttpFeeds.Rows;

namespace TwinGrid.Adapters.HttpFeeds.Tests;

public class RowReaderTests
{
    private static readonly string Long = new('x', RowReader.LongestRow + 1);

    public static TheoryData<string, bool, string> Bodies { get; } = new()
    {
        { "", false, "" },
        { " \n\r\n ", false, "" },
        { "[]", false, "" },
        { " [ ] \n", true, "" },
        { "\uFEFF{\"a\":1}", false, "1:{\"a\":1}" },
        { "\uFEFF[1]", false, "1:1" },
        { "{\"a\":1}\n\n{\"b\":[1,2]}\r\n", false, "1:{\"a\":1}|2:{\"b\":[1,2]}" },
        { "{\"a\":1}\nnot json\n{\"b\":2}", false, "1:{\"a\":1}|2:not json|3:{\"b\":2}" },
        { "[{\"a\":\"],}\\\"\"} , {\"b\":[[],{}]}]", false, "1:{\"a\":\"],}\\\"\"}|2:{\"b\":[[],{}]}" },
        { "[1,,2]", false, "1:1|2!nothing|3:2" },
        { "[1,]", false, "1:1|2!nothing" },
        { "[1] {}", false, "1:1|2!after the array" },
        { "[{\"a\":1},{\"b\"", false, "1:{\"a\":1}|2!end of the body" },
        { "[{\"a\":1}", false, "1!end of the body" },
        { "[tru,{\"a\":1}]", false, "1:tru|2:{\"a\":1}" },
        { "{\n  \"a\": {\n \"b\": 1 }\n}\n{\"c\":2}\n", false, "1:{\n  \"a\": {\n \"b\": 1 }\n}|2:{\"c\":2}" },
        { "{\n  \"a\": 1\n}{\"b\":\n2}", false, "1:{\n  \"a\": 1\n}|2:{\"b\":\n2}" },
        { "{\n\"a\":1\n}", true, "1:{|2:\"a\":1|3:}" },
        { "{\n\"a\":1\n", false, "1!end of the body" },
        { "{\"a\":\"open\n{\"b\":1}\n", false, "1:{\"a\":\"open|2:{\"b\":1}" },
        { Long + "\n{\"b\":1}\n", false, "1!at most|2:{\"b\":1}" },
        { "{\"b\":1}\n" + Long, true, "1:{\"b\":1}|2!at most" },
        { "[\"" + Long + "\",{\"b\":1}]", false, "1!at most|2:{\"b\":1}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Rows_are_cut_the_same_however_the_body_arrives(string body, bool isLines, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        foreach (int step in new[] { int.MaxValue, 7, 1 })
        {
            if (step > 1 || bytes.Length < 1000)
            {
                Assert.Equal(expected, await RowsAsync(new TrickleStream(bytes, step), isLines, expected));
            }
        }
    }

    [Fact]
    public async Task A_row_that_has_arrived_is_given_before_the_next_bytes_do()
    {
        await using var body = new TrickleStream("{\"a\":1}\n{\"b\":2}\n\r\n"u8.ToArray(), int.MaxValue) { IsEndless = true };
        using var rows = new RowReader(body, isLines: true);
        Assert.True(await rows.NextAsync(TestContext.Current.CancellationToken));
        Assert.True(rows.TryNext());
        Assert.Equal("{\"b\":2}", Encoding.UTF8.GetString(rows.Row.Span));
        Assert.False(rows.TryNext());
        Assert.False(rows.NextAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted);
    }

    private static async Task<string> RowsAsync(Stream body, bool isLines, string expected)
    {
        using var rows = new RowReader(body, isLines);
        string[] faults = [.. expected.Split('|').Where(row => row.Length > 2 && row[1] == '!').Select(row => row[2..])];
        var found = new List<string>();
        while (await rows.NextAsync(TestContext.Current.CancellationToken))
        {
            string fault = rows.Fault is null ? "" : faults.FirstOrDefault(part => rows.Fault.Contains(part, StringComparison.Ordinal)) ?? rows.Fault;
            found.Add(rows.Fault is null ? $"{rows.Number}:{Encoding.UTF8.GetString(rows.Row.Span)}" : $"{rows.Number}!{fault}");
        }

        return string.Join('|', found);
    }
}
