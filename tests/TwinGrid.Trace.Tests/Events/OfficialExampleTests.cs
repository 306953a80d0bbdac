using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Events;

public sealed class OfficialExampleTests
{
    [Fact]
    public void Every_official_example_is_read_without_a_fault()
    {
        Assert.All(OfficialExamples.All(), example =>
        {
            CapturedDocument document = EpcisReader.ReadDocument(example.Json);
            Assert.NotEmpty(document.Events);
            Assert.All(document.Events, captured => Assert.True(captured.Fault is null, $"{example.Name}: {captured.Fault?.Message}"));
        });
    }
}
