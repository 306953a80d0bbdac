using TwinGrid.Support;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Events;

public class DocumentFuzzTests
{
    [Fact]
    public void Documents_are_read_or_refused()
    {
        byte[][] samples = [.. Examples.Documents.Select(document => Examples.Utf8(document.Json))];
        FuzzInput.Stands<EpcisException>(samples, document => EpcisReader.ReadDocument(document), mostBytes: 32 << 20);
    }
}
