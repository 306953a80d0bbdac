using System.Net;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class ExampleTests
{
    private const string Variable = "TWINGRID_EPCIS";

    [Fact]
    public async Task Every_example_document_is_captured_returned_and_equal()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(folder is null, $"set {Variable} to a folder of EPCIS documents, *.jsonld");
        string[] files = [.. Directory.EnumerateFiles(folder!, "*.jsonld", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            await using var service = new EpcisService { Settings = new() };
            await service.InitializeAsync();
            byte[] document = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            await service.CaptureAsync(System.Text.Encoding.UTF8.GetString(document));
            using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Get, "/events?perPage=1000");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            byte[] returned = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.True(EpcisCanonical.AreEqual(document, returned), Path.GetFileName(file));
        }
    }
}
